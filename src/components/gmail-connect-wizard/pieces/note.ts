import { html, type TemplateResult } from 'lit';
import { icon } from '../../shared/icon.ts';

/** A sign, a fact in bold, and what it means. A bad fact is news that is announced. */
export const note = (tone: string, fact: string, meaning: unknown, part = 'note'): TemplateResult =>
  html`<div class="note ${tone}" part=${part}>${icon(tone === 'good' ? 'check' : 'alert')}<div class="grow"><b ?data-news=${tone === 'bad'}>${fact}</b>${meaning}</div></div>`;
