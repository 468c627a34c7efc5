/** Everything that is drawn once something is known: one chunk, asked for while the service is. */
export { controls } from '../shared/controls.ts';
export { styles } from './styles.ts';
export { wizardView } from './wizard-view.ts';
