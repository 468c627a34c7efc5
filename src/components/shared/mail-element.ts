import { msg, updateWhenLocaleChanges } from '@lit/localize';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ElementSettings } from '../../client/element-deps.ts';
import { activeLanguage } from '../../client/messages/catalogue.ts';
import { toHttpUrl } from './http-url.ts';
import { LanguageController } from './language-controller.ts';
import { LateLoader, type LateChunk } from './late-loader.ts';
import { skeleton } from './skeleton.ts';
import { tokens } from './tokens.ts';

/** What all elements are: told by the page how to reach the service, of one language, drawn by what comes after the first paint. */
export abstract class MailElement<Late extends LateChunk, Parts> extends LitElement implements ElementSettings {
  static override styles = tokens;

  /** A table and not a decorator at each field, which would be 0.4 kB in every page. The fields below say what they mean. */
  static override properties: PropertyDeclarations = {
    endpoint: {},
    sessionUrl: { attribute: 'session-url' },
    settingsUrl: { attribute: 'settings-url' },
    locale: {},
    theme: {},
    getSessionToken: { attribute: false },
  };

  /** Origin of the service. Read once, when the element first works: it decides whose windows are believed, so it has to stand in trusted markup. */
  declare endpoint: string | undefined;
  /** Address on the page's own origin that answers the user token, where `getSessionToken` is not set. */
  declare sessionUrl: string | undefined;
  /** The host's own page of settings, where a mailbox is connected; what needs it leads there. */
  declare settingsUrl: string | undefined;
  /** BCP 47 tag; else the nearest `lang` around the element decides, else the browser. */
  declare locale: string | undefined;
  /** `light` or `dark`, whatever the page's colour scheme; `auto` follows it. */
  declare theme: 'light' | 'dark' | 'auto' | undefined;
  /** Gives the user token that the host's backend made. Wins over `session-url`. */
  declare getSessionToken: (() => Promise<string> | string) | undefined;

  readonly #language = new LanguageController(this);
  readonly #late: LateLoader<Late>;
  readonly #part: string;
  protected parts: Parts | undefined;

  protected constructor(part: string, load: () => Promise<Late>) {
    super();
    this.#part = part;
    this.#late = new LateLoader(this, [tokens], load);
    updateWhenLocaleChanges(this);
  }

  /** What the element works with from its first connection on. */
  protected abstract start(late: Late): Parts;

  /** What a person sees; undefined while there is nothing to work with. */
  protected abstract draw(late: Late): TemplateResult | undefined;

  /** The rest, once it is there and speaks the person's language. */
  protected get late(): Late | undefined {
    return this.#language.ready ? this.#late.loaded : undefined;
  }

  /** What every view is told. */
  protected get told(): { readonly settingsUrl: string | undefined; readonly tag: string } {
    return { settingsUrl: toHttpUrl(this.settingsUrl), tag: this.#language.tag };
  }

  /** Tells readers of the screen. */
  protected announce(words: string): void {
    const news = this.renderRoot.querySelector('#news');
    if (news) news.textContent = words;
  }

  protected override willUpdate(): void {
    // Not before the first update: frameworks set attributes after they have put the element into the page.
    const { loaded } = this.#late;
    if (this.endpoint && loaded) this.parts ??= this.start(loaded);
  }

  protected override render(): TemplateResult {
    return html`<div class="root" lang=${activeLanguage()} theme=${this.theme ?? nothing}>${this.#view()}</div><p class="sr" id="news" role="status"></p>`;
  }

  #view(): TemplateResult {
    if (this.#late.failed) return html`<div class="sheet" part=${this.#part}><p>${msg('A part of this page did not arrive. Nothing is lost; reload the page.')}</p></div>`;
    return (this.late && this.draw(this.late)) ?? skeleton(this.#part);
  }
}
