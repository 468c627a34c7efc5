/** All that can wait for the first paint. Imported with `import()` only, so that a page with other elements never loads it. */
export { createLimitsDeps } from '../../client/sending-limits/limits-deps.ts';
export { MeterController } from './meter-controller.ts';
export { meterView } from './views/meter-view.ts';
export { compactView } from './views/compact-view.ts';
export { lateStyles } from './late-styles.ts';
export { eventOf } from './event-of.ts';
