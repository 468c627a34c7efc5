import { msg, updateWhenLocaleChanges } from '@lit/localize';
import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ElementSettings } from '../../client/element-deps.ts';
import { activeLanguage } from '../../client/messages/catalogue.ts';
import type { ReplyDeps } from '../../client/replies/reply-deps.ts';
import { toHttpUrl } from '../shared/http-url.ts';
import { LanguageController } from '../shared/language-controller.ts';
import { LateLoader } from '../shared/late-loader.ts';
import { tokens } from '../shared/tokens.ts';
import type * as Late from './list-late.ts';
import type { ListController } from './list-controller.ts';
import type { RowKeys } from './row-keys.ts';

/**
 * Lists what came back on a person's emails, live, each with a verdict and its reasons.
 *
 * @element reply-tracker-list
 * @fires reply-received - A mail came back while the page was open.
 * @fires reply-corrected - The person overruled a verdict, or took that back.
 * @fires reply-handled - The person marked a mail as handled, or as not.
 * @fires replies-counted - How many there are, and how many nobody has seen, changed.
 * @fires tracking-verified - A test of tracking succeeded while the page was open.
 * @fires mailbox-wanted - The person wants to connect a mailbox, where there is no `settings-url`.
 * @csspart list - The sheet.
 * @csspart header - Its title bar: unread, and how fresh the list is.
 * @csspart filters - The kinds and the search.
 * @csspart search - The field of the search.
 * @csspart notice - A bar above the rows that says what is not as usual.
 * @csspart row - A conversation.
 * @csspart verdict - The chip that says what a mail is.
 * @csspart why - The line that says why.
 * @csspart tools - What can be done with a row.
 * @csspart menu - The menu that corrects a verdict.
 * @csspart proof - The last success and the button that tests tracking, where there are no replies yet.
 * @csspart reader - The dialog with the text of a mail.
 * @cssproperty --gck-accent - Links, what is chosen, the unread dot. Tints and lines of the accent are mixed from it.
 * @cssproperty --gck-on-accent - Words on the accent.
 * @cssproperty --gck-bg - Ground of the sheet.
 * @cssproperty --gck-ink - Words.
 * @cssproperty --gck-grey - What lines, soft words and sunken grounds are mixed from.
 * @cssproperty --gck-good - Replies, and what works.
 * @cssproperty --gck-warn - What wants attention.
 * @cssproperty --gck-bad - Bounces, and what has stopped.
 * @cssproperty --gck-away - Automatic answers and calendars.
 * @cssproperty --gck-soft - Words that explain; mixed unless set.
 * @cssproperty --gck-line - Hairlines; mixed unless set.
 * @cssproperty --gck-edge - Borders of fields; mixed unless set.
 * @cssproperty --gck-sunken - Ground under the pointer; mixed unless set.
 * @cssproperty --gck-focus - The focus ring; mixed unless set.
 * @cssproperty --gck-font - Font family.
 * @cssproperty --gck-font-size - Size of the text, 0.875rem, from which the others follow.
 * @cssproperty --gck-space - Unit of all spacing, 4px.
 * @cssproperty --gck-radius - Radius of controls, 8px, from which the others follow.
 * @cssproperty --gck-list-height - The most room that the rows take before they scroll, min(75vh, 48em).
 */
export class ReplyTrackerList extends LitElement implements ElementSettings {
  static override styles = tokens;

  static override properties: PropertyDeclarations = {
    endpoint: {},
    sessionUrl: { attribute: 'session-url' },
    settingsUrl: { attribute: 'settings-url' },
    connectionId: { attribute: 'connection-id' },
    density: {},
    locale: {},
    theme: { reflect: true },
    getSessionToken: { attribute: false },
  };

  /** Origin of the service. Read once, when the element first works. */
  declare endpoint: string | undefined;
  /** Address on the page's own origin that answers the user token, where `getSessionToken` is not set. */
  declare sessionUrl: string | undefined;
  /** The page of the host where a mailbox is connected; notices that need it lead there. */
  declare settingsUrl: string | undefined;
  /** One mailbox alone; all of the person's unless set. */
  declare connectionId: string | undefined;
  /** `dense` has one line per conversation where there is room for it. */
  declare density: 'comfortable' | 'dense';
  /** BCP 47 tag; else the nearest `lang` around the element decides, else the browser. */
  declare locale: string | undefined;
  /** `light` or `dark`, whatever the page's colour scheme; `auto` follows it. */
  declare theme: 'light' | 'dark' | 'auto' | undefined;
  /** Gives the user token that the host's backend made. Wins over `session-url`. */
  declare getSessionToken: (() => Promise<string> | string) | undefined;

  /** Connecting is the wizard's. */
  readonly tokenEndpoint = undefined;
  readonly #language = new LanguageController(this);
  readonly #late = new LateLoader(this, [tokens], () => import('./list-late.ts'));
  #list: ListController | undefined;
  #keys: RowKeys | undefined;

  constructor() {
    super();
    this.density = 'comfortable';
    updateWhenLocaleChanges(this);
  }

  /** What the element works with. A subclass may bring its own, as tests do. */
  protected createDeps(late: typeof Late): ReplyDeps {
    return late.createReplyDeps(this);
  }

  protected override willUpdate(): void {
    const { loaded } = this.#late;
    if (this.endpoint && loaded) this.#list ??= this.#start(loaded);
  }

  protected override render(): TemplateResult {
    return html`<div class="root" lang=${activeLanguage()} @keydown=${this.#keys?.pressed} @focusin=${this.#keys?.focused} @pointerdown=${this.#keys?.pointed}>${this.#view()}</div><p class="sr" id="news" role="status"></p>`;
  }

  #view(): TemplateResult {
    const { failed, loaded } = this.#late;
    if (failed) return html`<div class="sheet" part="list"><p>${msg('A part of this page did not arrive. Nothing is lost; reload the page.')}</p></div>`;
    if (!loaded || !this.#list || !this.#language.ready) return html`<div class="sheet" part="list" aria-busy="true"><div class="skeleton"></div><div class="skeleton"></div></div>`;
    return loaded.listView({ ...this.#list.model(), settingsUrl: toHttpUrl(this.settingsUrl), tag: this.#language.tag });
  }

  #start(late: typeof Late): ListController {
    const list = new late.ListController(this, this.createDeps(late), {
      onFact: (fact) => this.dispatchEvent(late.eventOf(fact)),
      connectionId: () => this.connectionId || undefined,
      dense: () => this.density === 'dense',
      announce: (words) => this.#announce(words),
    });
    this.#keys = new late.RowKeys(this, () => list.keyed());
    return list;
  }

  #announce(words: string): void {
    const news = this.renderRoot.querySelector('#news');
    if (news) news.textContent = words;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reply-tracker-list': ReplyTrackerList;
  }
}
