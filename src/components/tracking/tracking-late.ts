/** What is said of tracking, in the wizard's card and in the empty list alike. Imported with `import()` only, so that it stays one chunk. */
export { TrackingController } from './tracking-controller.ts';
export { lateStyles } from './tracking-styles.ts';
