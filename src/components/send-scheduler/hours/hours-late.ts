/** The sending hours, which few open and seldom. Imported with `import()` only, so that they stay one chunk. */
export { HoursController } from './hours-controller.ts';
export { hoursView } from './hours-view.ts';
export { rulesWords } from './hours-words.ts';
export { hoursStyles } from './hours-styles.ts';
