import { controls } from '../shared/controls.ts';
import { composeStyles } from './compose-styles.ts';
import { filesStyles } from './files-styles.ts';
import { progressStyles } from './progress-styles.ts';
import { rowStyles } from './row-styles.ts';
import { styles } from './styles.ts';
import { whenStyles } from './when-styles.ts';

export const lateStyles = [controls, styles, rowStyles, composeStyles, filesStyles, progressStyles, whenStyles];
