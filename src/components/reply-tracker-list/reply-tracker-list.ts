import type { PropertyDeclarations, TemplateResult } from 'lit';
import type { ReplyDeps } from '../../client/replies/reply-deps.ts';
import { MailElement } from '../shared/mail-element.ts';
import type * as Late from './list-late.ts';
import type { ListController } from './list-controller.ts';

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
export class ReplyTrackerList extends MailElement<typeof Late, ListController> {
  static override properties: PropertyDeclarations = {
    ...MailElement.properties,
    connectionId: { attribute: 'connection-id' },
    density: {},
  };

  /** One mailbox alone; all of the person's unless set. */
  declare connectionId: string | undefined;
  /** `dense` has one line per conversation where there is room for it. */
  declare density: 'comfortable' | 'dense';


  constructor() {
    super('list', () => import('./list-late.ts'));
    this.density = 'comfortable';
  }

  /** What the element works with. A subclass may bring its own, as tests do. */
  protected createDeps(late: typeof Late): ReplyDeps {
    return late.createReplyDeps(this);
  }

  protected override draw({ listView }: typeof Late): TemplateResult | undefined {
    return this.parts && listView({ ...this.parts.model(), ...this.told });
  }

  protected override start(late: typeof Late): ListController {
    const list = new late.ListController(this, this.createDeps(late), {
      onFact: (fact) => this.dispatchEvent(late.eventOf(fact)),
      connectionId: () => this.connectionId || undefined,
      dense: () => this.density === 'dense',
      announce: (words) => this.announce(words),
    });
    new late.RowKeys(this, () => list.keyed());
    return list;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reply-tracker-list': ReplyTrackerList;
  }
}
