const names = [
  'gmail-connect-started',
  'gmail-connected',
  'gmail-partially-connected',
  'gmail-connect-failed',
  'gmail-disconnected',
  'gmail-reconnect-needed',
  'mail-provider-chosen',
  'reply-received',
  'reply-corrected',
  'reply-handled',
  'replies-counted',
  'tracking-verified',
  'tracking-at-risk',
  'mailbox-wanted',
  'mail-queued',
  'mail-moved',
  'mails-counted',
  'send-limit-changed',
] as const;

const mostLines = 30;

/** Writes down what the wizard tells its host, as a host would hear it. */
export const hearWizard = (page: Document, panel: HTMLElement): void => {
  const list = panel.querySelector('#heard');
  const nothing = panel.querySelector<HTMLElement>('#nothing-heard');
  for (const name of names) {
    page.addEventListener(name, (event) => {
      const line = page.createElement('li');
      const detail: unknown = event instanceof CustomEvent ? event.detail : undefined;
      line.textContent = `${new Date().toLocaleTimeString()} ${name} ${summary(detail)}`;
      list?.prepend(line);
      if (nothing !== null) nothing.hidden = true;
      while ((list?.childElementCount ?? 0) > mostLines) list?.lastElementChild?.remove();
    });
  }
};

/** Ids are long; their first characters tell two of them apart. */
const summary = (detail: unknown): string =>
  typeof detail === 'object' && detail !== null
    ? Object.entries(detail)
        .map(([key, value]) => `${key}=${key.endsWith('Id') ? String(value).slice(0, 6) : String(value)}`)
        .join(' ')
    : '';
