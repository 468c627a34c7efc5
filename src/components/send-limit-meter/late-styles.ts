import { controls } from '../shared/controls.ts';
import { pictureStyles } from './picture-styles.ts';
import { styles } from './styles.ts';
import { textStyles } from './text-styles.ts';

export const lateStyles = [controls, styles, textStyles, pictureStyles];
