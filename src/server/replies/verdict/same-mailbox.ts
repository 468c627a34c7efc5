/**
 * Whether two addresses reach the same mailbox. Only Gmail's own domains pass over dots, and over what stands behind a
 * plus; elsewhere, domains of Google Workspace included, dots tell people apart.
 */
export const sameMailbox = (one: string, other: string): boolean => mailboxKey(one) === mailboxKey(other);

/** The same for all spellings of one mailbox. */
export const mailboxKey = (address: string): string => {
  const [local = '', domain = ''] = address.trim().toLowerCase().split('@', 2);
  if (domain !== 'gmail.com' && domain !== 'googlemail.com') return `${local}@${domain}`;
  return `${local.replace(/\+.*$/, '').replaceAll('.', '')}@gmail.com`;
};
