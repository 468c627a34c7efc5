import { html, nothing, type TemplateResult } from 'lit';

/** A paragraph that explains, where there is one. */
export const soft = (words: string | undefined): TemplateResult | typeof nothing => (words ? html`<p class="soft">${words}</p>` : nothing);
