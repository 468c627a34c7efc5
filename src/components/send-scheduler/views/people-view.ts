import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Writing } from '../../../client/outgoing/compose-state.ts';
import type { RecipientField } from '../../../client/outgoing/draft.ts';
import { isolated } from '../../shared/address.ts';
import type { Model } from '../model.ts';
import { schedulerIcon } from '../scheduler-icon.ts';

/** More than these would push the text out of sight; the others are counted. */
const mostAtOnce = 12;
const shownOfMany = 6;

/** A field of people: each as a chip that can be removed, and what is being typed behind them. */
export const peopleView = ({ send }: Model, { draft, forecast, refused }: Omit<Writing, 'kind'>, field: RecipientField, label: string, besides: unknown = nothing): TemplateResult => {
  const people = draft[field];
  const shown = people.length > mostAtOnce ? shownOfMany : people.length;
  const blocked = forecast.kind === 'shown' ? forecast.forecast.blocked.map(({ address }) => address.toLowerCase()) : [];
  const typed = draft.typed[field];
  const wrong = typed !== '' && refused?.kind === 'lack' && refused.lack === 'address';
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && typed !== '') {
      // Enter in a form sends it; here it ends an address.
      event.preventDefault();
      send({ do: 'take-typed' });
    } else if (event.key === 'Backspace' && typed === '') {
      const last = people.at(-1);
      if (last) send({ do: 'remove', field, address: last.address });
    }
  };
  return html`<div class="entry"><label for=${field}>${label}</label><div class="people">
    ${people.slice(0, shown).map(({ name, address }) => html`<span class="person ${blocked.includes(address.toLowerCase()) ? 'warn' : ''}" title=${address}><bdi>${name ?? address}</bdi><button type="button" aria-label=${msg(str`Remove ${isolated(name ?? address)}`)} @click=${() => send({ do: 'remove', field, address })}>${schedulerIcon('cross')}</button></span>`)}
    ${people.length > shown ? html`<span class="person">${msg(str`and ${people.length - shown} more`)}</span>` : nothing}
    <input id=${field} ?data-focus=${field === 'to'} type="text" inputmode="email" autocomplete="off" autocapitalize="off" spellcheck="false" aria-invalid=${wrong ? 'true' : 'false'} .value=${live(typed)} @input=${({ target }: InputEvent) => send({ do: 'type', field, text: (target as HTMLInputElement).value })} @keydown=${pressed} @blur=${() => typed !== '' && send({ do: 'take-typed' })} /></div>${besides}</div>`;
};
