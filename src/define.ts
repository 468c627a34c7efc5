import { GmailConnectWizard } from './components/gmail-connect-wizard/gmail-connect-wizard.ts';

/** The one place that names the elements. A second script tag changes nothing, and on a server there is nothing to do. */
export const define = (): void => {
  const registry = globalThis.customElements as CustomElementRegistry | undefined;
  if (registry && !registry.get('gmail-connect-wizard')) registry.define('gmail-connect-wizard', GmailConnectWizard);
};
