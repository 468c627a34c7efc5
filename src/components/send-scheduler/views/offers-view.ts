import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { SendingFailure } from '../../../contract/index.ts';
import { timeOf } from '../../shared/when.ts';

type ClockChange = Extract<SendingFailure, { readonly offers: unknown }>;

/** The two instants that a time may mean in the night in which the clocks change; the one that calendars take unasked stands first. */
export const offersView = ({ code, offers, usual }: ClockChange, tag: string, choose: (choice: 'earlier' | 'later') => void): TemplateResult => {
  const words = (choice: 'earlier' | 'later', wall: string): string => {
    const time = timeOf(new Date(`${wall.length > 5 ? wall.slice(0, 16) : `2026-01-01T${wall}`}`), tag);
    if (code === 'hour-does-not-exist') return time;
    return choice === 'earlier' ? `${time} (${msg('before the change')})` : `${time} (${msg('after the change')})`;
  };
  const usualFirst = [...offers].sort((one) => (one.choice === usual ? -1 : 1));
  return html`<div class="line wrap">${usualFirst.map(({ choice, wall }) => html`<button type="button" class="btn small-btn" @click=${() => choose(choice)}>${words(choice, wall)}</button>`)}</div>`;
};
