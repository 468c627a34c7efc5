import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { isRange, limitName, number, when } from '../words.ts';
import type { Told } from '../model.ts';

/** The bar: what was used through the CRM, elsewhere, and how much is left. */
export const gaugeView = (told: Told): TemplateResult => {
  const { standing: { binding }, tag } = told;
  const { used, usedElsewhere, most } = binding;
  const share = (amount: number): string => `inline-size:${Math.min(100, (100 * amount) / most)}%`;
  const words = isRange(binding)
    ? msg(str`${number(used, tag)} of ${number(most, tag)} used, perhaps of ${number(binding.mostAtBest, tag)}`)
    : msg(str`${number(used, tag)} of ${number(most, tag)} used`);
  return html`<div class="gauge" role="meter" aria-label=${limitName(binding.name)} aria-valuemin="0" aria-valuemax=${most} aria-valuenow=${Math.min(used, most)} aria-valuetext=${words}>
    <i class="ours" .style=${share(used - usedElsewhere)}></i><i class="out" .style=${share(usedElsewhere)}></i>${isRange(binding) ? html`<i class="maybe"></i>` : nothing}
  </div>`;
};

export const legendView = ({ standing: { binding }, limits, tag }: Told): TemplateResult => {
  const { used, usedElsewhere, left } = binding;
  const item = (kind: string, words: string, count: number, more = ''): TemplateResult => html`<li><i class=${kind}></i>${words} <b>${number(count, tag)}${more}</b></li>`;
  return html`<ul class="key" part="legend">
    ${item('ours', msg('Through the CRM'), used - usedElsewhere)}
    ${limits.hearsElsewhere ? item('out', msg('Gmail itself, phone'), usedElsewhere) : nothing}
    ${limits.waiting > 0 ? item('plan', binding.name === 'messagesPerDay' ? msg('Scheduled') : msg('Scheduled emails'), limits.waiting) : nothing}
    ${item('free', msg('Left'), left, isRange(binding) ? '+' : '')}
  </ul>`;
};

/** More than these a person does not plan by; the table has them all. */
const shownReturns = 3;

export const returnsView = (told: Told): TemplateResult | typeof nothing => {
  const returns = told.standing.binding.returns.slice(0, shownReturns);
  if (returns.length === 0) return nothing;
  const most = Math.max(...returns.map(({ amount }) => amount));
  return html`<div>
    <h3 id="returns">${msg('Comes back')}</h3>
    <ul class="back" part="returns" aria-labelledby="returns">${returns.map(
      ({ at, amount }) => html`<li><time datetime=${new Date(at).toISOString()}>${when(told, at)}</time><i .style=${`inline-size:${(100 * amount) / most}%`}></i><b>+${number(amount, told.tag)}</b></li>`,
    )}</ul>
  </div>`;
};
