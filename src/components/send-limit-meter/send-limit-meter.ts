import type { PropertyDeclarations, TemplateResult } from 'lit';
import type { LimitsDeps } from '../../client/sending-limits/limits-deps.ts';
import { MailElement } from '../shared/mail-element.ts';
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
export class SendLimitMeter extends MailElement<typeof Late, MeterController> {
  static override properties: PropertyDeclarations = {
    ...MailElement.properties,
    connectionId: { attribute: 'connection-id' },
    compact: {},
  };

  /** One mailbox alone; unless set, one of the person's to be chosen. */
  declare connectionId: string | undefined;
  /** One line, for a toolbar. As an attribute its presence is enough. */
  declare compact: boolean | string | null | undefined;

  constructor() {
    super('meter', () => import('./meter-late.ts'));
  }

  /** What the element works with. A subclass may bring its own, as tests do. */
  protected createDeps(late: typeof Late): LimitsDeps {
    return late.createLimitsDeps(this);
  }

  protected override start(late: typeof Late): MeterController {
    return new late.MeterController(this, this.createDeps(late), {
      onFact: (fact) => this.dispatchEvent(late.eventOf(fact)),
      connectionId: () => this.connectionId || undefined,
      announce: (words) => this.announce(words),
    });
  }

  protected override draw({ compactView, meterView }: typeof Late): TemplateResult | undefined {
    const isCompact = (this.compact ?? false) !== false;
    return this.parts && (isCompact ? compactView : meterView)({ ...this.parts.model(), ...this.told });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'send-limit-meter': SendLimitMeter;
  }
}
