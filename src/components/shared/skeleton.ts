import { html, type TemplateResult } from 'lit';

/** The shape of what comes, before anything is known. */
export const skeleton = (part: string): TemplateResult => html`<div class="sheet" part=${part} aria-busy="true"><div class="skeleton"></div><div class="skeleton"></div></div>`;
