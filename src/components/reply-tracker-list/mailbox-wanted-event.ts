/** The person wants to connect a mailbox, and the host has named no page for that. It bubbles and leaves the shadow tree. */
export class MailboxWantedEvent extends CustomEvent<undefined> {
  static readonly type = 'mailbox-wanted';
  constructor() {
    super(MailboxWantedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'mailbox-wanted': MailboxWantedEvent;
  }
}
