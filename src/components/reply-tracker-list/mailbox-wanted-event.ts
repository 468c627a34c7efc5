import { FactEvent } from '../shared/fact-event.ts';

/** The person wants to connect a mailbox, and the host has named no page for that. It bubbles and leaves the shadow tree. */
export class MailboxWantedEvent extends FactEvent<undefined> {
  static override readonly type = 'mailbox-wanted';
  constructor() {
    super(undefined);
  }
}

declare global {
  interface HTMLElementEventMap {
    'mailbox-wanted': MailboxWantedEvent;
  }
}
