import { msg } from '@lit/localize';
import type { Action } from './model.ts';

/** Buttons that stand in more than one step. */

export const cancel = (label = msg('Cancel')): Action => ({ label, does: { do: 'cancel' } });
export const back = (): Action => ({ label: msg('Back'), does: { do: 'back' } });
export const copy = (text: string): Action => ({ label: msg('Copy'), does: { do: 'copy', text } });
export const inThisTab = (): Action => ({ label: msg('Continue in this tab'), does: { do: 'continue-in-this-tab' } });
