import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { LinePlace, OutgoingMail } from '../../../contract/index.ts';
import { isolated } from '../../shared/address.ts';
import type { Model } from '../model.ts';
import { schedulerIcon } from '../scheduler-icon.ts';

type Step = 'up' | 'down';
type Act = Step | 'first';

const nameOf = ({ to: [first], subject }: OutgoingMail): string => isolated(first?.name ?? first?.address ?? subject);

/** The neighbour that a step leads past; undefined at the end of the line. */
const placeAfter = ({ lines }: Model, { id }: OutgoingMail, step: Step): LinePlace | undefined => {
  const line = lines.get(id);
  const past = step === 'up' ? line?.previous : line?.next;
  return past && { kind: step === 'up' ? 'before' : 'after', mailId: past.id };
};

const step = (model: Model, mail: OutgoingMail, way: Step): void => {
  const place = placeAfter(model, mail, way);
  if (place !== undefined) model.send({ do: 'wish', mail, wish: { kind: 'order', place } });
};

/** Which of the mails that wait alike leaves first: by buttons, or by Alt and the arrows anywhere in its row. */
export const orderView = (model: Model, mail: OutgoingMail): TemplateResult | typeof nothing => {
  const line = model.lines.get(mail.id);
  if (line === undefined) return nothing;
  const button = (act: Act, words: string, keys: string | typeof nothing, isEnd: boolean, pressed: () => void): TemplateResult =>
    html`<button class="tool" data-act=${act} title=${words} aria-label=${`${words}: ${nameOf(mail)}`} aria-keyshortcuts=${keys} aria-disabled=${isEnd ? 'true' : nothing} @click=${isEnd ? nothing : pressed}>${schedulerIcon(act)}</button>`;
  return html`<span class="moves" part="order">${button('first', msg('Leave next'), nothing, line.place === 1, () => model.send({ do: 'wish', mail, wish: { kind: 'order', place: { kind: 'first' } } }))}${button('up', msg('Move up'), 'Alt+ArrowUp', line.previous === undefined, () => step(model, mail, 'up'))}${button('down', msg('Move down'), 'Alt+ArrowDown', line.next === undefined, () => step(model, mail, 'down'))}</span>`;
};

/** Moves a row by keys alone. */
export const movedByKeys =
  (model: Model, mail: OutgoingMail) =>
  (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || !model.lines.has(mail.id)) return;
    event.preventDefault();
    step(model, mail, event.key === 'ArrowUp' ? 'up' : 'down');
  };

/** Where the mail stands that was moved last, for who does not see it. */
export const movedView = ({ looking, lines, mails }: Model): TemplateResult | typeof nothing => {
  const mail = mails.find(({ id }) => id === looking.moved);
  const line = mail && lines.get(mail.id);
  return mail === undefined || line === undefined ? nothing : html`<p class="sr" data-news>${msg(str`${nameOf(mail)} leaves at place ${line.place} of ${line.of}.`)}</p>`;
};
