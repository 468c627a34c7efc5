/**
 * All that can wait for the first paint: what is drawn once something is known, and whatever speaks to the service, to
 * storage and to windows. Imported with `import()` only, so that it stays one chunk.
 */
export { createElementDeps } from '../../client/element-deps.ts';
export { WizardController } from './wizard-controller.ts';
export { wizardView, withoutEndpoint } from './wizard-view.ts';
export { lateStyles } from './late-styles.ts';
