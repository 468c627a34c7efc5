import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { icon } from '../../shared/icon.ts';
import type { Model, Told } from '../model.ts';
import { headline, isLongPause, number, toneOf, waits, when } from '../words.ts';
import { blankWords } from './blank-view.ts';
import { gaugeView } from './gauge-view.ts';
import { toldOf } from './meter-view.ts';

/** One line for a host's toolbar: the bar, what is left, what comes next. */
export const compactView = (model: Model): TemplateResult => {
  const told = toldOf(model);
  if (told !== undefined) return html`<p class="inline ${toneOf(told)}" part="inline">${gaugeView(told)}<span>${lineWords(told)}</span></p>`;
  const blank = blankWords(model);
  if (blank === undefined) return html`<p class="inline" part="inline" aria-busy="true"><span class="gauge"></span><span>${msg('Loading')}</span></p>`;
  return html`<p class="inline" part="inline">${icon(blank.sign)}<span>${blank.fact}</span>${blank.action}</p>`;
};

const lineWords = (told: Told): TemplateResult => {
  const { standing: { binding }, limits, tag } = told;
  const [large, small] = headline(told);
  const isWaiting = binding.left === 0 || isLongPause(told);
  const [next] = binding.returns;
  const more = isWaiting ? waits(limits.waiting, tag) : next === undefined || binding.fullness === 'free' ? '' : msg(str`${number(next.amount, tag)} back at ${when(told, next.at)}`);
  return html`<b>${large}</b> ${small}${more === '' ? '' : ` · ${more}`}`;
};
