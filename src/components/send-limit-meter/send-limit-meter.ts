import { msg, updateWhenLocaleChanges } from '@lit/localize';
import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ElementSettings } from '../../client/element-deps.ts';
import { activeLanguage } from '../../client/messages/catalogue.ts';
import type { LimitsDeps } from '../../client/sending-limits/limits-deps.ts';
import { toHttpUrl } from '../shared/http-url.ts';
import { LanguageController } from '../shared/language-controller.ts';
import { LateLoader } from '../shared/late-loader.ts';
import { tokens } from '../shared/tokens.ts';
import type * as Late from './meter-late.ts';
import type { MeterController } from './meter-controller.ts';

/**
 * Shows how much a mailbox may still send, what counts, and what comes back when.
 *
 * @element send-limit-meter
 * @fires send-limit-changed - The limit came near, was reached, was paused by Google, or is free again.
 * @csspart meter - The sheet.
 * @csspart left - How much is left, or when it goes on.
 * @csspart notice - A bar above the numbers that says what is not as usual.
 * @csspart legend - What the number is made of.
 * @csspart returns - What comes back when.
 * @csspart picture - The past and the next 24 hours.
 * @csspart table - The same as text, and the other limits.
 * @csspart inline - The one line of a compact meter.
 * @cssproperty --gck-accent - What left through the CRM, links. Tints and lines of the accent are mixed from it.
 * @cssproperty --gck-on-accent - Words on the accent.
 * @cssproperty --gck-bg - Ground of the sheet.
 * @cssproperty --gck-ink - Words.
 * @cssproperty --gck-grey - What lines, soft words, sunken grounds and mail sent elsewhere are mixed from.
 * @cssproperty --gck-good - What comes back.
 * @cssproperty --gck-warn - A limit that is near, and what waits.
 * @cssproperty --gck-bad - A limit that is all but reached.
 * @cssproperty --gck-soft - Words that explain; mixed unless set.
 * @cssproperty --gck-line - Hairlines; mixed unless set.
 * @cssproperty --gck-edge - Borders of fields; mixed unless set.
 * @cssproperty --gck-sunken - Ground under the pointer; mixed unless set.
 * @cssproperty --gck-focus - The focus ring; mixed unless set.
 * @cssproperty --gck-font - Font family.
 * @cssproperty --gck-font-size - Size of the text, 0.875rem, from which the others follow.
 * @cssproperty --gck-space - Unit of all spacing, 4px.
 * @cssproperty --gck-radius - Radius of controls, 8px, from which the others follow.
 */
export class SendLimitMeter extends LitElement implements ElementSettings {
  static override styles = tokens;

  static override properties: PropertyDeclarations = {
    endpoint: {},
    sessionUrl: { attribute: 'session-url' },
    settingsUrl: { attribute: 'settings-url' },
    connectionId: { attribute: 'connection-id' },
    compact: {},
    locale: {},
    theme: { reflect: true },
    getSessionToken: { attribute: false },
  };

  /** Origin of the service. Read once, when the element first works. */
  declare endpoint: string | undefined;
  /** Address on the page's own origin that answers the user token, where `getSessionToken` is not set. */
  declare sessionUrl: string | undefined;
  /** The page of the host where a mailbox is connected; what needs it leads there. */
  declare settingsUrl: string | undefined;
  /** One mailbox alone; unless set, one of the person's to be chosen. */
  declare connectionId: string | undefined;
  /** One line, for a toolbar. As an attribute its presence is enough. */
  declare compact: boolean | string | null | undefined;
  /** BCP 47 tag; else the nearest `lang` around the element decides, else the browser. */
  declare locale: string | undefined;
  /** `light` or `dark`, whatever the page's colour scheme; `auto` follows it. */
  declare theme: 'light' | 'dark' | 'auto' | undefined;
  /** Gives the user token that the host's backend made. Wins over `session-url`. */
  declare getSessionToken: (() => Promise<string> | string) | undefined;

  /** Connecting is the wizard's. */
  readonly tokenEndpoint = undefined;
  readonly #language = new LanguageController(this);
  readonly #late = new LateLoader(this, [tokens], () => import('./meter-late.ts'));
  #meter: MeterController | undefined;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  /** What the element works with. A subclass may bring its own, as tests do. */
  protected createDeps(late: typeof Late): LimitsDeps {
    return late.createLimitsDeps(this);
  }

  protected override willUpdate(): void {
    const { loaded } = this.#late;
    if (!this.endpoint || !loaded) return;
    this.#meter ??= new loaded.MeterController(this, this.createDeps(loaded), {
      onFact: (fact) => this.dispatchEvent(loaded.eventOf(fact)),
      announce: (words) => this.#announce(words),
    });
    this.#meter.only(this.connectionId || undefined);
  }

  protected override render(): TemplateResult {
    return html`<div class="root" lang=${activeLanguage()}>${this.#view()}</div><p class="sr" id="news" role="status"></p>`;
  }

  #view(): TemplateResult {
    const { failed, loaded } = this.#late;
    if (failed) return html`<div class="sheet" part="meter"><p>${msg('A part of this page did not arrive. Nothing is lost; reload the page.')}</p></div>`;
    if (!loaded || !this.#meter || !this.#language.ready) return html`<div class="sheet" part="meter" aria-busy="true"><div class="skeleton"></div></div>`;
    const model = { ...this.#meter.model(), settingsUrl: toHttpUrl(this.settingsUrl), tag: this.#language.tag };
    return (this.compact ?? false) !== false ? loaded.compactView(model) : loaded.meterView(model);
  }

  #announce(words: string): void {
    const news = this.renderRoot.querySelector('#news');
    if (news) news.textContent = words;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'send-limit-meter': SendLimitMeter;
  }
}
