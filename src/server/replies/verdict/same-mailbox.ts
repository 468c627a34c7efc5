/**
 * Whether two addresses reach the same mailbox. Only Gmail's own domains pass over dots, and over what stands behind a
 * plus; elsewhere, domains of Google Workspace included, dots tell people apart.
 */
export const sameMailbox = (one: string, other: string): boolean => reaching(one) === reaching(other);

const reaching = (address: string): string => {
  const [local = '', domain = ''] = address.trim().toLowerCase().split('@', 2);
  if (domain !== 'gmail.com' && domain !== 'googlemail.com') return `${local}@${domain}`;
  return `${local.replace(/\+.*$/, '').replaceAll('.', '')}@gmail.com`;
};
