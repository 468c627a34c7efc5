import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { StandingLimit } from '../../../client/sending-limits/limits-at.ts';
import { pictureAt, type PictureHour } from '../../../client/sending-limits/picture-at.ts';
import type { LimitStateView } from '../../../contract/index.ts';
import { outside } from '../../shared/outside.ts';
import type { Model, Told } from '../model.ts';
import { isRange, limitName, number, when } from '../words.ts';

/** The same as text, the other limits, and where all of them come from. */
export const footView = ({ serviceOrigin, tag }: Model, told: Told): TemplateResult => html`<footer class="foot small">
    <details part="table"><summary>${msg('Read as text')}</summary>${hoursView(told)}</details>
    <details part="table"><summary>${msg('All limits')}</summary>${limitsView(told)}</details>
    <p>${serviceOrigin === undefined ? nothing : outside(`${serviceOrigin}/limits?lang=${tag}`, msg('Where limits come from'))} <span>${msg('Any 24 hours, not from midnight')}${zoneWords(told)}</span></p>
  </footer>`;

/** Days are those of the mailbox; a person who travels reads them by another clock. */
const zoneWords = ({ limits: { zone } }: Told): string => {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone === own ? '' : ` · ${msg(str`Times of ${zone.replaceAll('_', ' ')}`)}`;
};

const cells = (...counts: readonly string[]): TemplateResult[] => counts.map((count) => html`<td>${count}</td>`);

/** Hours in which nothing changes say nothing. */
const isNews = (hour: PictureHour, index: number, hours: readonly PictureHour[]): boolean => {
  const before = hours[index - 1];
  return before === undefined || before.counted !== hour.counted || before.planned !== hour.planned || before.ours !== hour.ours || before.elsewhere !== hour.elsewhere;
};

const hoursView = (told: Told): TemplateResult => {
  const { limits, standing: { binding, at }, tag } = told;
  const plain = (count: number): string => (count === 0 ? '–' : number(count, tag));
  return html`<table>
    <caption>${msg('Comes back')} (${limitName(binding.name)})</caption>
    <thead><tr><th scope="col">${msg('Time')}</th><th scope="col">${msg('Back')}</th><th scope="col">${msg('Left')}</th></tr></thead>
    <tbody>
      <tr><th scope="row">${msg('Now')}, ${when(told, at)}</th>${cells('–', number(binding.left, tag))}</tr>
      ${binding.returns.map((each) => html`<tr><th scope="row">${when(told, each.at)}</th>${cells(number(each.amount, tag), number(each.leftThen, tag))}</tr>`)}
    </tbody>
  </table>
  <table>
    <caption>${msg('Emails that count, until the hour')}</caption>
    <thead><tr><th scope="col">${msg('Until')}</th><th scope="col">${msg('Through the CRM')}</th>${limits.hearsElsewhere ? html`<th scope="col">${msg('Elsewhere')}</th>` : nothing}<th scope="col">${msg('Scheduled')}</th><th scope="col">${msg('Counting')}</th></tr></thead>
    <tbody>${pictureAt(limits, at).hours.filter(isNews).map(
      (hour) => html`<tr><th scope="row">${when(told, hour.until)}</th>${cells(plain(hour.ours), ...(limits.hearsElsewhere ? [plain(hour.elsewhere)] : []), plain(hour.planned), number(hour.counted, tag))}</tr>`,
    )}</tbody>
  </table>`;
};

const limitsView = ({ limits, standing: { binding, others, pace }, tag }: Told): TemplateResult => html`<table>
    <caption>${msg('In any 24 hours')}</caption>
    <thead><tr><th scope="col">${msg('Limit')}</th><th scope="col">${msg('Used')}</th><th scope="col">${msg('Of')}</th><th scope="col">${msg('Left')}</th></tr></thead>
    <tbody>${[binding, ...others].map((limit) => limitRow(limit, tag))}</tbody>
  </table>
  <ul>
    <li>${msg(str`Up to ${number(limits.recipientsPerMessage, tag)} recipients per email`)}</li>
    ${pace.map((limit) => html`<li>${paceWords(limit, tag)}</li>`)}
  </ul>`;

const limitRow = (limit: StandingLimit, tag: string): TemplateResult => {
  const [most, left] = [number(limit.most, tag), number(limit.left, tag)];
  const range = isRange(limit);
  return html`<tr><th scope="row">${limitName(limit.name)}</th>${cells(number(limit.used, tag), range ? `${most}–${number(limit.mostAtBest, tag)}` : most, range ? `${left}–${number(limit.leftAtBest, tag)}` : left)}</tr>`;
};

const paceWords = ({ name, most, windowSeconds }: LimitStateView, tag: string): string =>
  name === 'messagesPerBatch' ? msg(str`Up to ${number(most, tag)} emails in ${windowSeconds} seconds`) : msg(str`${limitName(name)}: ${number(most, tag)} in ${windowSeconds} seconds`);
