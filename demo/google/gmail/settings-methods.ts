import { refuse, type Answer, type GmailCall } from './gmail-call.ts';
import { gmailErrors } from './gmail-error.ts';

/** Note the singular name. */
export const listFilters = ({ own }: GmailCall): Answer => ({ json: own.settings.filters.length === 0 ? {} : { filter: own.settings.filters } });

export const getFilter = ({ own, ids }: GmailCall): Answer => {
  const filter = own.settings.filters.find(({ id }) => id === ids[0]);
  return filter === undefined ? refuse(gmailErrors.notFound()) : { json: filter };
};

export const listSendAs = ({ account, own }: GmailCall): Answer => {
  const others = own.settings.sendAs;
  const primary = {
    sendAsEmail: account.email,
    displayName: account.name,
    replyToAddress: '',
    signature: '',
    isPrimary: true,
    isDefault: !others.some(({ isDefault }) => isDefault === true),
  };
  return { json: { sendAs: [primary, ...others] } };
};

export const getVacation = ({ own }: GmailCall): Answer => ({ json: own.settings.vacation });

export const getAutoForwarding = ({ own }: GmailCall): Answer => ({ json: own.settings.forwarding });

export const listForwardingAddresses = ({ own }: GmailCall): Answer => {
  const { filters, forwarding } = own.settings;
  const addresses = new Set([forwarding.emailAddress, ...filters.map(({ action }) => action.forward)].filter((each) => each !== undefined));
  if (addresses.size === 0) return { json: {} };
  return { json: { forwardingAddresses: [...addresses].map((forwardingEmail) => ({ forwardingEmail, verificationStatus: 'accepted' })) } };
};
