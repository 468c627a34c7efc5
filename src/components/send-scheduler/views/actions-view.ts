import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Wish } from '../../../client/outgoing/outgoing-client.ts';
import { tomorrowAtNine } from '../../../client/outgoing/wall-time.ts';
import type { OutgoingMail } from '../../../contract/index.ts';
import { assertNever } from '../../../contract/outcome.ts';
import type { Model } from '../model.ts';
import { presetName, shownWall } from '../times.ts';

/** What a person can do about a mail, the likeliest first. */
export const actionsView = (model: Model, mail: OutgoingMail): unknown => {
  const { send, now, zone, tag, settingsUrl, looking } = model;
  const { state, id } = mail;
  const wish = (words: string, wished: Wish): TemplateResult => html`<button class="link" @click=${() => send({ do: 'wish', mail, wish: wished })}>${words}</button>`;
  const open = (words: string, purpose: 'edit' | 'again' | 'split'): TemplateResult => html`<button class="link" @click=${() => send({ do: 'open', id, purpose })}>${words}</button>`;
  const settings = (words: string): unknown => (settingsUrl === undefined ? nothing : html`<a class="link" href=${settingsUrl}>${words}</a>`);
  const cancel = wish(msg('Cancel'), { kind: 'cancel' });
  const choosing = looking.time?.id === id;
  const otherTime = html`<button class="link" aria-expanded=${choosing} @click=${() => send({ do: 'choose-time', time: choosing ? undefined : { id, date: mail.chosen?.wall.slice(0, 10) ?? '', time: mail.chosen?.wall.slice(11) ?? '' } })}>${msg('Another time')}</button>`;

  switch (state.kind) {
    case 'waiting':
      if (state.because === 'undo') return wish(msg('Undo'), { kind: 'cancel' });
      if (state.because === 'reconnection') return [settings(msg('Reconnect')), otherTime, cancel];
      if (state.because === 'permission') return [settings(msg('Choose permissions again')), cancel];
      if (state.because === 'due-time') return [open(msg('Edit'), 'edit'), otherTime, wish(msg('Send now'), { kind: 'send-now' }), cancel];
      return [otherTime, open(msg('Edit'), 'edit'), cancel];
    case 'sending':
    case 'checking':
      return nothing;
    case 'sent':
      return state.openUrl === undefined ? nothing : html`<a class="link" href=${state.openUrl} target="_blank" rel="noopener noreferrer">${msg('Open in Gmail')}<span class="sr"> (${msg('opens in a new tab')})</span></a>`;
    case 'held': {
      const nine = tomorrowAtNine(now.getTime(), zone);
      const dropped = wish(msg('Cancel'), { kind: 'decide', decision: { kind: 'cancel' } });
      if (state.reason.code === 'unclear') return [wish(msg('It was sent'), { kind: 'decide', decision: { kind: 'sent' } }), wish(msg('Send it again'), { kind: 'decide', decision: { kind: 'send' } }), dropped];
      return [wish(msg('Send now'), { kind: 'decide', decision: { kind: 'send' } }), wish(presetName(shownWall(nine.wall), now, tag), { kind: 'decide', decision: { kind: 'reschedule', when: nine } }), dropped];
    }
    case 'blocked':
      return open(msg('Write again without them'), 'again');
    case 'cancelled':
      return state.reason.code === 'by-person' ? open(msg('Write again'), 'again') : [wish(msg('Send anyway'), { kind: 'decide', decision: { kind: 'send' } }), open(msg('Write again'), 'again')];
    case 'failed':
      if (mail.action === 'reconnect') return settings(msg('Reconnect'));
      if (mail.action === 'permit') return settings(msg('Choose permissions again'));
      return state.reason.code === 'recipients-too-many' ? open(msg('One email for each'), 'split') : open(msg('Write again'), 'again');
    default:
      return assertNever(state);
  }
};
