import { controls } from '../shared/controls.ts';
import { progressStyles } from './progress-styles.ts';
import { styles } from './styles.ts';

/** What the skeleton has no use for. */
export const lateStyles = [controls, styles, progressStyles];
