import { updateWhenLocaleChanges } from '@lit/localize';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { activeLanguage } from '../../src/client/messages/catalogue.ts';
import type { Model } from '../../src/components/gmail-connect-wizard/model.ts';
import { lateStyles, wizardView } from '../../src/components/gmail-connect-wizard/late.ts';
import { tokens } from '../../src/components/shared/tokens.ts';
import { modelOf, type StateName } from './states.ts';

/** The views of the wizard in one named state, without controllers: what a person sees, and nothing that acts. */
export class ShownState extends LitElement {
  static override styles = [tokens, ...lateStyles];
  static override properties: PropertyDeclarations = { theme: {} };
  declare theme: string | undefined;
  name: StateName = 'loading';
  more: Partial<Model> = {};

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  protected override render(): TemplateResult {
    const model = modelOf(this.name, { tag: activeLanguage(), ...this.more });
    return html`<div class="root" lang=${activeLanguage()} theme=${this.theme ?? nothing}>${wizardView(model)}</div><p class="sr" id="news" role="status"></p>`;
  }
}

if (!customElements.get('shown-state')) customElements.define('shown-state', ShownState);
