/** All that can wait for the first paint. Imported with `import()` only, so that a page with other elements never loads it. */
export { createOutgoingDeps } from '../../client/outgoing/outgoing-deps.ts';
export { SchedulerController } from './scheduler-controller.ts';
export { schedulerView } from './views/scheduler-view.ts';
export { lateStyles } from './late-styles.ts';
export { eventOf } from './event-of.ts';
