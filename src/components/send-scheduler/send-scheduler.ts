import type { PropertyDeclarations, TemplateResult } from 'lit';
import type { MailToWrite } from '../../client/outgoing/draft.ts';
import type { OutgoingDeps } from '../../client/outgoing/outgoing-deps.ts';
import { MailElement } from '../shared/mail-element.ts';
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
 * @csspart order - The buttons in a row that change its place.
 * @csspart batch - Many mails that were queued at once, as one line.
 * @csspart state - The chip that says how a mail stands.
 * @csspart compose - The form in which a mail is written.
 * @csspart attachments - The files that go with it.
 * @csspart draft - The line below the text that says whether it is saved.
 * @csspart plan - The side of the form with time and forecast.
 * @csspart when - The choice of the time.
 * @csspart forecast - What will leave when, before the click.
 * @csspart hours - The form in which the sending hours are set.
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
export class SendScheduler extends MailElement<typeof Late, SchedulerController> {
  static override properties: PropertyDeclarations = {
    ...MailElement.properties,
    connectionId: { attribute: 'connection-id' },
  };

  /** One mailbox alone; all of the person's unless set. */
  declare connectionId: string | undefined;

  #wanted: MailToWrite | undefined;

  constructor() {
    super('scheduler', () => import('./scheduler-late.ts'));
  }

  /** Opens the form, with what the host already knows of the mail. Text that is being written there is kept instead. */
  write(mail: MailToWrite = {}): void {
    if (this.parts) this.parts.write(mail);
    else this.#wanted = mail;
  }

  /** Whether something is being written that would be lost if the element went away: for a host's router to ask. */
  get hasUnsavedText(): boolean {
    return this.parts?.isUnsaved ?? false;
  }

  /** What the element works with. A subclass may bring its own, as tests do. */
  protected createDeps(late: typeof Late): OutgoingDeps {
    return late.createOutgoingDeps(this);
  }

  protected override draw({ schedulerView }: typeof Late): TemplateResult | undefined {
    return this.parts && schedulerView({ ...this.parts.model(), ...this.told });
  }

  protected override start(late: typeof Late): SchedulerController {
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
