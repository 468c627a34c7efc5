import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { icon } from '../../shared/icon.ts';

/** The shape of what comes, before anything is known. */
export const loadingView = (): TemplateResult => html`
  <div class="sheet" part="card" aria-busy="true">
    <div class="account"><span class="tile"></span><div class="grow flow"><div class="skeleton"></div><div class="skeleton short"></div></div></div>
    <div class="part"><div class="skeleton"></div><div class="skeleton"></div><div class="skeleton short"></div></div>
  </div>
`;

/** A chunk of ours did not arrive. */
export const incompleteView = (): TemplateResult => html`
  <div class="sheet part" part="card"><p class="note warn" role="status">${icon('offline')}<span>${msg('A part of this page did not arrive. Nothing is lost; reload the page.')}</span></p></div>
`;
