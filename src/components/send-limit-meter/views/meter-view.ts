import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { limitsAt } from '../../../client/sending-limits/limits-at.ts';
import { lookedAt, type Known, type MeterMailbox } from '../../../client/sending-limits/meter-state.ts';
import { assertNever } from '../../../contract/outcome.ts';
import { address } from '../../shared/address.ts';
import { icon } from '../../shared/icon.ts';
import type { Model, Told } from '../model.ts';
import { chipWords, decidedBy, headline, limitName, sentence, toneOf } from '../words.ts';
import { blankOf, noticesView } from './blank-view.ts';
import { footView } from './foot-view.ts';
import { gaugeView, legendView, returnsView } from './gauge-view.ts';
import { pictureView } from './picture-view.ts';

/** What a person sees, as a function of what is known. */
export const meterView = (model: Model): TemplateResult => {
  const told = toldOf(model);
  return html`<section class="sheet lm ${told === undefined ? '' : toneOf(told)}" part="meter" aria-labelledby="title" aria-busy=${model.state.kind === 'loading' ? 'true' : 'false'}>
    ${told === undefined ? html`${headView(model, undefined)}${blankOf(model)}` : knownView(model, told)}
  </section>`;
};

/** The limits of the mailbox that is looked at, as they stand now. */
export const toldOf = ({ state, now, tag }: Model): Told | undefined => {
  const looked = lookedAt(state, now);
  return looked && { limits: looked.limits, standing: limitsAt(looked.limits, looked.at), tag };
};

const knownView = (model: Model, told: Told): TemplateResult => {
  const { binding } = told.standing;
  const [large, small] = headline(told);
  return html`${noticesView(model, told)}
    <div class="grid">
      <div class="numbers">
        <div>
          ${headView(model, chipWords(told))}
          <p class="left" part="left">${large} <small>${small}</small></p>
          <p class="small">${sentence(told)}</p>
          ${binding.name === 'messagesPerDay' ? nothing : html`<p class="small">${msg(str`What is reached first: ${limitName(binding.name)}.`)}</p>`}
          ${decided(told)}
        </div>
        <div class="made">${gaugeView(told)}${legendView(told)}</div>
        ${returnsView(told)}
      </div>
      ${pictureView(told)}
    </div>
    ${footView(model, told)}`;
};

const decided = (told: Told): TemplateResult | typeof nothing => {
  const words = decidedBy(told, told.standing.binding);
  return words === undefined ? nothing : html`<p class="small">${words}</p>`;
};

const headView = (model: Model, chip: string | undefined): TemplateResult => html`<header class="head">
    <h2 id="title">${msg('Gmail sending limit')}</h2>${chip === undefined ? nothing : html`<span class="chip">${icon('clock')}${chip}</span>`}${mailboxView(model)}
  </header>`;

const mailboxView = ({ state, send }: Model): TemplateResult | typeof nothing => {
  switch (state.kind) {
    case 'loading':
    case 'failed':
    case 'none':
      return nothing;
    case 'shown': {
      const { mailboxes, chosen, known } = state;
      const email = emailOf(chosen, known.get(chosen.connectionId));
      if (mailboxes.length === 1) return email === undefined ? nothing : html`<p class="small">${address(email)}</p>`;
      const choose = (event: Event): void => send({ do: 'choose', connectionId: (event.target as HTMLSelectElement).value });
      return html`<select aria-label=${msg('Mailbox')} @change=${choose}>${mailboxes.map(
        (each) => html`<option value=${each.connectionId} ?selected=${each === chosen}>${each.email}</option>`,
      )}</select>`;
    }
    default:
      return assertNever(state);
  }
};

const emailOf = (chosen: MeterMailbox, known: Known | undefined): string | undefined => chosen.email ?? (known?.kind === 'known' ? known.limits.email : undefined);
