import { controls } from '../shared/controls.ts';
import { progressStyles } from './progress-styles.ts';
import { styles } from './styles.ts';

/** Everything that is drawn once something is known: one chunk, asked for while the service is. */
export { wizardView } from './wizard-view.ts';
export const lateStyles = [controls, styles, progressStyles];
