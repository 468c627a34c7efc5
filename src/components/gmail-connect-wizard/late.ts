/**
 * All that can wait for the first paint: what is drawn once something is known, and whatever speaks to the service, to
 * storage and to windows. Imported with `import()` only, so that it stays one chunk.
 */
export { createElementDeps } from '../../client/element-deps.ts';
export { ConnectController } from './connect-controller.ts';
export { CardController } from './card-controller.ts';
export { createTrackingSlot } from '../tracking/tracking-slot.ts';
export { wizardView } from './wizard-view.ts';
export { lateStyles } from './late-styles.ts';
