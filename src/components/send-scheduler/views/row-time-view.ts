import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { presetsAt } from '../../../client/outgoing/wall-time.ts';
import type { OutgoingMail, When } from '../../../contract/index.ts';
import type { Model, RowTime } from '../model.ts';
import { presetName, shownWall } from '../times.ts';

/** Another time for a mail that waits, in its row. It needs no network: what is chosen is kept until there is one. */
export const rowTimeView = ({ send, now, zone, tag }: Model, mail: OutgoingMail, { id, date, time }: RowTime): TemplateResult => {
  const there = mail.chosen?.zone ?? zone;
  const set = (when: When): void => send({ do: 'wish', mail, wish: mail.state.kind === 'held' ? { kind: 'decide', decision: { kind: 'reschedule', when } } : { kind: 'time', when } });
  const isWhole = date !== '' && time !== '';
  return html`<form class="other" @submit=${(event: Event) => {
    event.preventDefault();
    if (isWhole) set({ kind: 'at', wall: `${date}T${time}`, zone: there });
  }}>
    ${presetsAt(now.getTime(), there).map((wall) => html`<button type="button" class="btn small-btn" @click=${() => set({ kind: 'at', wall, zone: there })}>${presetName(shownWall(wall), now, tag)}</button>`)}
    <label class="field"><span>${msg('Date')}</span><input type="date" .value=${live(date)} @input=${({ target }: InputEvent) => send({ do: 'choose-time', time: { id, date: (target as HTMLInputElement).value, time } })} /></label>
    <label class="field"><span>${msg('Time')}</span><input type="time" .value=${live(time)} @input=${({ target }: InputEvent) => send({ do: 'choose-time', time: { id, date, time: (target as HTMLInputElement).value } })} /></label>
    <button class="btn small-btn" aria-disabled=${isWhole ? nothing : 'true'}>${msg('Set this time')}</button>
  </form>`;
};
