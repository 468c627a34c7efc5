/**
 * One text for all addresses that reach the same mailbox; empty for what is no address. Only Gmail's own domains pass
 * over dots, and over what stands behind a plus; elsewhere, Workspace domains included, dots tell people apart.
 */
export const mailboxKey = (address: string): string => {
  const at = address.trim().lastIndexOf('@');
  const [local, domain] = [
    address.trim().slice(0, Math.max(at, 0)).toLowerCase(),
    address
      .trim()
      .slice(at + 1)
      .toLowerCase(),
  ];
  if (local === '' || domain === '') return '';
  if (domain !== 'gmail.com' && domain !== 'googlemail.com') return `${local}@${domain}`;
  return `${local.replace(/\+.*$/, '').replaceAll('.', '')}@gmail.com`;
};

export const sameMailbox = (one: string, other: string): boolean =>
  mailboxKey(one) !== '' && mailboxKey(one) === mailboxKey(other);
