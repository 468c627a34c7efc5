import type { PropertyDeclarations, TemplateResult } from 'lit';
import type { ElementDeps } from '../../client/element-deps.ts';
import { MailElement } from '../shared/mail-element.ts';
import type * as Late from './late.ts';
import type { WizardController } from './wizard-controller.ts';

/**
 * Connects a person's Gmail mailbox in nine steps, and afterwards shows who is connected and whether it works.
 *
 * @element gmail-connect-wizard
 * @fires gmail-connect-started - Google's window was opened, or this tab is on its way to Google.
 * @fires gmail-connected - A mailbox is connected with every permission that was asked for.
 * @fires gmail-partially-connected - A mailbox is connected, and a permission was not granted.
 * @fires gmail-connect-failed - An attempt failed; `detail.code` says how. `window-blocked` is told here, too.
 * @fires gmail-disconnected - The person disconnected a mailbox.
 * @fires gmail-reconnect-needed - Google refused a connection for good; the person has to reconnect.
 * @fires tracking-verified - A test of tracking succeeded while the page was open.
 * @fires tracking-at-risk - The check-up found settings in Gmail that can hide any reply.
 * @fires mail-provider-chosen - The person sends by a provider that the host itself connects, such as Outlook.
 * @csspart wizard - The sheet of the nine steps.
 * @csspart header - Its title bar.
 * @csspart title - "Connect to Gmail".
 * @csspart progress - The nine steps, as a rail or as a strip.
 * @csspart step - The step the person is at.
 * @csspart step-title - Its heading.
 * @csspart entry - The control of steps 1 to 3.
 * @csspart benefits - What the connection brings, at step 4.
 * @csspart caution - The caution about filters, at step 4.
 * @csspart consent-preview - What Google is going to ask, at step 6.
 * @csspart finish-code - The field for the code from the other window.
 * @csspart google-says - The list of what Google's window may say.
 * @csspart note - A fact with what it means.
 * @csspart message - A text to pass on to an administrator.
 * @csspart footer - The bar with the actions.
 * @csspart actions - The buttons of a step.
 * @csspart card - The standing card of one connection.
 * @csspart account - Its head: address, since when, how it does.
 * @csspart address - The address of a connected mailbox.
 * @csspart tracking - How replies are being found, and whether that was proven.
 * @csspart proof - The last success, the button that tests tracking, and its stages.
 * @csspart checkup - What is set in Gmail that harms tracking, or that one should know of.
 * @csspart finding - One such setting.
 * @csspart withdrawals - Disconnected mailboxes whose withdrawal Google has not confirmed.
 * @cssproperty --gck-accent - Primary button, progress, links. Tints and lines of the accent are mixed from it.
 * @cssproperty --gck-on-accent - Words on the accent.
 * @cssproperty --gck-bg - Ground of the sheet.
 * @cssproperty --gck-ink - Words.
 * @cssproperty --gck-grey - What lines, soft words and sunken grounds are mixed from.
 * @cssproperty --gck-good - What works.
 * @cssproperty --gck-warn - What wants attention.
 * @cssproperty --gck-bad - What has stopped, and the button that disconnects.
 * @cssproperty --gck-soft - Words that explain; mixed unless set.
 * @cssproperty --gck-line - Hairlines; mixed unless set.
 * @cssproperty --gck-edge - Borders of fields; mixed unless set.
 * @cssproperty --gck-sunken - Ground of the rail; mixed unless set.
 * @cssproperty --gck-focus - The focus ring; mixed unless set.
 * @cssproperty --gck-font - Font family.
 * @cssproperty --gck-font-size - Size of the text, 0.875rem, from which the others follow.
 * @cssproperty --gck-space - Unit of all spacing, 4px.
 * @cssproperty --gck-radius - Radius of controls, 8px, from which the others follow.
 */
export class GmailConnectWizard extends MailElement<typeof Late, WizardController> {
  static override properties: PropertyDeclarations = {
    ...MailElement.properties,
    tokenEndpoint: { attribute: 'token-endpoint' },
    providers: {},
    entry: {},
  };

  /** Where the finish of an attempt is sent; the service unless set. Must be the service or of the page's own origin. */
  declare tokenEndpoint: string | undefined;
  /** Which providers step 5 offers: `gmail`, or `gmail outlook`. */
  declare providers: string;
  /** `settings` begins at the gear, `connection` at Get Started. Read once, like `endpoint`. */
  declare entry: 'connection' | 'settings';

  constructor() {
    super('card', () => import('./late.ts'));
    this.providers = 'gmail';
    this.entry = 'connection';
  }

  /** What the element works with. A subclass may bring its own, as tests do. */
  protected createDeps(late: typeof Late): ElementDeps {
    return late.createElementDeps(this);
  }

  protected override start(late: typeof Late): WizardController {
    return new late.WizardController(this, this.createDeps(late), {
      entry: this.entry,
      providers: () => this.providers,
      locale: () => this.told.tag,
      isDrawn: () => this.late !== undefined,
    });
  }

  protected override draw({ wizardView, withoutEndpoint }: typeof Late): TemplateResult {
    return this.parts ? wizardView({ ...this.parts.model(), ...this.told }) : withoutEndpoint();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'gmail-connect-wizard': GmailConnectWizard;
  }
}
