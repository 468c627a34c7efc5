import type { MailToWrite } from '../../../src/client/outgoing/draft.ts';

/** Opens the form of the page's `<send-scheduler>` for the contact whose page led here. */
export const writeToContact = (page: Document): void => {
  const scheduler = page.querySelector<HTMLElement & { write(mail: MailToWrite): void }>('send-scheduler[data-write-to]');
  const { writeTo: address, writeToName: name } = scheduler?.dataset ?? {};
  if (scheduler === null || address === undefined || name === undefined) return;
  // Whoever loads the page again comes to see what became of the mail.
  history.replaceState(null, '', location.pathname);
  void customElements.whenDefined('send-scheduler').then(() => scheduler.write({ to: [{ name, address }], reference: address }));
};
