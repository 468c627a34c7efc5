import { msg, updateWhenLocaleChanges } from '@lit/localize';
import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ElementSettings } from '../../client/element-deps.ts';
import { activeLanguage } from '../../client/messages/catalogue.ts';
import type { MailToWrite } from '../../client/outgoing/draft.ts';
import type { OutgoingDeps } from '../../client/outgoing/outgoing-deps.ts';
import { toHttpUrl } from '../shared/http-url.ts';
import { LanguageController } from '../shared/language-controller.ts';
import { LateLoader } from '../shared/late-loader.ts';
import { tokens } from '../shared/tokens.ts';
import type { SchedulerController } from './scheduler-controller.ts';
import type * as Late from './scheduler-late.ts';

/**
 * Writes emails that leave through the person's Gmail, now or at a chosen time, and lists what waits and why.
 *
 * @element send-scheduler
 * @fires mail-queued - The person queued one mail, or several with one press of the button.
 * @fires mail-moved - A mail came into another state while the page was open.
 * @fires mails-counted - How many wait, and how many ask for a decision, changed.
 * @csspart scheduler - The sheet.
 * @csspart header - Its title bar.
 * @csspart filters - The kinds of mails.
 * @csspart notice - A bar above the rows that says what is not as usual.
 * @csspart row - A mail.
 * @csspart state - The chip that says how a mail stands.
 * @csspart compose - The form in which a mail is written.
 * @csspart plan - The side of the form with time and forecast.
 * @csspart when - The choice of the time.
 * @csspart forecast - What will leave when, before the click.
 * @csspart toast - The bar by which a mail can be taken back.
 * @cssproperty --gck-accent - Links, what is chosen, the main button. Tints and lines of the accent are mixed from it.
 * @cssproperty --gck-on-accent - Words on the accent.
 * @cssproperty --gck-bg - Ground of the sheet.
 * @cssproperty --gck-ink - Words.
 * @cssproperty --gck-grey - What lines, soft words and sunken grounds are mixed from.
 * @cssproperty --gck-good - What was sent.
 * @cssproperty --gck-warn - What wants attention.
 * @cssproperty --gck-bad - What has failed or stopped.
 * @cssproperty --gck-away - What is being looked up.
 * @cssproperty --gck-soft - Words that explain; mixed unless set.
 * @cssproperty --gck-line - Hairlines; mixed unless set.
 * @cssproperty --gck-edge - Borders of fields; mixed unless set.
 * @cssproperty --gck-sunken - Ground of the side with the time; mixed unless set.
 * @cssproperty --gck-focus - The focus ring; mixed unless set.
 * @cssproperty --gck-font - Font family.
 * @cssproperty --gck-font-size - Size of the text, 0.875rem, from which the others follow.
 * @cssproperty --gck-space - Unit of all spacing, 4px.
 * @cssproperty --gck-radius - Radius of controls, 8px, from which the others follow.
 */
export class SendScheduler extends LitElement implements ElementSettings {
  static override styles = tokens;

  static override properties: PropertyDeclarations = {
    endpoint: {},
    sessionUrl: { attribute: 'session-url' },
    settingsUrl: { attribute: 'settings-url' },
    connectionId: { attribute: 'connection-id' },
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
  /** BCP 47 tag; else the nearest `lang` around the element decides, else the browser. */
  declare locale: string | undefined;
  /** `light` or `dark`, whatever the page's colour scheme; `auto` follows it. */
  declare theme: 'light' | 'dark' | 'auto' | undefined;
  /** Gives the user token that the host's backend made. Wins over `session-url`. */
  declare getSessionToken: (() => Promise<string> | string) | undefined;

  /** Connecting is the wizard's. */
  readonly tokenEndpoint = undefined;
  readonly #language = new LanguageController(this);
  readonly #late = new LateLoader(this, [tokens], () => import('./scheduler-late.ts'));
  #scheduler: SchedulerController | undefined;
  #wanted: MailToWrite | undefined;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  /** Opens the form, with what the host already knows of the mail. Text that is being written there is kept instead. */
  write(mail: MailToWrite = {}): void {
    if (this.#scheduler) this.#scheduler.write(mail);
    else this.#wanted = mail;
  }

  /** Whether something is being written that would be lost if the element went away: for a host's router to ask. */
  get hasUnsavedText(): boolean {
    return this.#scheduler?.isUnsaved ?? false;
  }

  /** What the element works with. A subclass may bring its own, as tests do. */
  protected createDeps(late: typeof Late): OutgoingDeps {
    return late.createOutgoingDeps(this);
  }

  protected override willUpdate(): void {
    const { loaded } = this.#late;
    if (this.endpoint && loaded) this.#scheduler ??= this.#start(loaded);
  }

  protected override render(): TemplateResult {
    return html`<div class="root" lang=${activeLanguage()}>${this.#view()}</div><p class="sr" id="news" role="status"></p>`;
  }

  #view(): TemplateResult {
    const { failed, loaded } = this.#late;
    if (failed) return html`<div class="sheet" part="scheduler"><p>${msg('A part of this page did not arrive. Nothing is lost; reload the page.')}</p></div>`;
    if (!loaded || !this.#scheduler || !this.#language.ready) return html`<div class="sheet" part="scheduler" aria-busy="true"><div class="skeleton"></div><div class="skeleton"></div></div>`;
    return loaded.schedulerView({ ...this.#scheduler.model(), settingsUrl: toHttpUrl(this.settingsUrl), tag: this.#language.tag });
  }

  #start(late: typeof Late): SchedulerController {
    const scheduler = new late.SchedulerController(this, this.createDeps(late), {
      onFact: (fact) => this.dispatchEvent(late.eventOf(fact)),
      connectionId: () => this.connectionId || undefined,
    });
    if (this.#wanted) scheduler.write(this.#wanted);
    this.#wanted = undefined;
    return scheduler;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'send-scheduler': SendScheduler;
  }
}
