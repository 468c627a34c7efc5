import { controls } from '../shared/controls.ts';
import { blankStyles } from './blank-styles.ts';
import { densityStyles } from './density-styles.ts';
import { readerStyles } from './reader-styles.ts';
import { rowStyles } from './row-styles.ts';
import { styles } from './styles.ts';
import { threadStyles } from './thread-styles.ts';

export const lateStyles = [controls, styles, blankStyles, threadStyles, rowStyles, densityStyles, readerStyles];
