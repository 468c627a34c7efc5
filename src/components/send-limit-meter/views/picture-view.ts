import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { pictureAt, type Picture, type PictureHour } from '../../../client/sending-limits/picture-at.ts';
import type { Told } from '../model.ts';
import { isRange, number, when } from '../words.ts';
import { marksBetween } from '../zone-time.ts';

/**
 * Two days on one scale: each bar is what counts at that hour, so the line of the limit is true for all of them, and room
 * that comes back is the slope down. The table has the same numbers.
 */
export const pictureView = (told: Told): TemplateResult | typeof nothing => {
  const { limits, standing } = told;
  const picture = pictureAt(limits, standing.at);
  if (picture.hours.length === 0) return nothing;
  const isBinding = standing.binding.name === 'messagesPerDay';
  // Room above for the words of the line.
  const height = (count: number): string => `${((100 * count) / (picture.highest * 1.2)).toFixed(1)}%`;
  return html`<figure class=${isBinding ? 'pic' : 'pic calm'} part="picture">
    <p class="sides small" aria-hidden="true"><span>${msg('Past 24 hours')}</span><span>${msg('Next 24 hours')}</span></p>
    <div class="plot" role="img" aria-label=${label(told, picture)}>
      ${picture.hours.map((hour) => barView(hour, standing.at, height))}
      ${isBinding && isRange(standing.binding) ? html`<span class="band" .style=${`inset-block-end:${height(standing.binding.most)}`}></span>` : nothing}
      ${picture.lines.map(({ from, until, most }, index) => html`<span class="line" .style=${`inset-inline:${share(from, picture)} ${share(picture.hours.length - until, picture)};inset-block-end:${height(most)}`}>${index === 0 ? html`<b>${lineWords(told, most)}</b>` : nothing}</span>`)}
      <span class="now" .style=${`inset-inline-start:${(100 * picture.now).toFixed(2)}%`}></span>
    </div>
    ${axisView(told, picture)}
    ${picture.hours.some(({ earlier }) => earlier > 0) ? html`<figcaption class="small"><i class="gone"></i>${msg('No longer counts')}</figcaption>` : nothing}
  </figure>`;
};

const share = (hours: number, { hours: { length } }: Picture): string => `${((100 * hours) / length).toFixed(2)}%`;

const barView = ({ from, earlier, ours, elsewhere, planned }: PictureHour, now: number, height: (count: number) => string): TemplateResult => {
  const part = (kind: string, count: number): TemplateResult | typeof nothing => (count === 0 ? nothing : html`<i class=${kind} .style=${`block-size:${height(count)}`}></i>`);
  return html`<span class=${from >= now ? 'bars next' : 'bars'}>${part('ours', ours)}${part('out', elsewhere)}${part('gone', earlier)}${part('plan', planned)}</span>`;
};

const lineWords = ({ standing: { binding, others }, tag }: Told, most: number): string => {
  const messages = others.find(({ name }) => name === 'messagesPerDay');
  // The numbers beside the picture are of another limit.
  if (messages !== undefined) return msg(str`Limit ${number(most, tag)} emails`);
  return isRange(binding) ? msg(str`${number(most, tag)} sure, up to ${number(binding.mostAtBest, tag)} possible`) : msg(str`Limit ${number(most, tag)}`);
};

const label = (told: Told, { hours, lines }: Picture): string => {
  const { standing, limits, tag } = told;
  const [first, last] = [hours[0]?.from ?? standing.at, hours.at(-1)?.until ?? standing.at];
  const highest = Math.max(...hours.filter(({ until }) => until > standing.at).map(({ counted }) => counted));
  const ahead = limits.waiting > 0 ? msg(str`In the next 24 hours at most ${number(highest, tag)} of ${number(lines.at(-1)?.most ?? 0, tag)} count, with the scheduled emails.`) : '';
  return `${msg(str`Emails that count towards the limit, hour by hour, from ${when(told, first)} to ${when(told, last)}.`)} ${ahead} ${msg('The same numbers stand in the table below.')}`;
};

/** Where there is room: none runs over an edge or under the word for now. */
const axisView = ({ limits, tag }: Told, { hours, now }: Picture): TemplateResult => {
  const [from = 0, until = 1] = [hours[0]?.from, hours.at(-1)?.until];
  const marks = marksBetween(from, until, limits.zone, tag)
    .map((mark) => ({ ...mark, place: (mark.at - from) / (until - from) }))
    .filter(({ place }) => place > 0.06 && place < 0.94 && Math.abs(place - now) > 0.13);
  return html`<p class="axis" aria-hidden="true">${marks.map(({ words, kind, place }) => html`<span class="${kind} ${Math.abs(place - now) < 0.23 ? 'near' : ''}" .style=${`inset-inline-start:${(100 * place).toFixed(2)}%`}>${words}</span>`)}<span class="at" .style=${`inset-inline-start:${(100 * now).toFixed(2)}%`}>${msg('now')}</span></p>`;
};
