import { createHash } from 'node:crypto';
import type { Language } from './language.ts';

/** A person's account at the emulated Google. */
export interface Account {
  /** Google's lasting name of the account; the address may change, this does not. */
  readonly sub: string;
  readonly email: string;
  readonly name: string;
  /** Where the name is a description, the same in French. */
  readonly nameInFrench?: string;
  /** The Workspace domain that owns the account; absent for consumers. */
  readonly hostedDomain?: string;
  readonly emailVerified: boolean;
  /** A Google account need not have a mailbox. */
  readonly gmail: boolean;
  /** Signed in to this browser, so that the chooser offers it. Others are reached by typing the address. */
  readonly offered: boolean;
}

/** Domains that are Workspaces here: an account of theirs carries the domain in its ID token. */
const workspaceDomains: ReadonlySet<string> = new Set(['northpeak.example', 'southridge.example']);

/** The same address always gets the same account, so that a restarted demo still knows everybody. */
const subOf = (email: string): string =>
  BigInt(`0x${createHash('sha256').update(email).digest('hex').slice(0, 16)}`).toString().padStart(21, '1').slice(0, 21);

export const accountOf = (email: string, known: Partial<Omit<Account, 'email'>> = {}): Account => {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return {
    sub: subOf(email),
    email,
    name: email.slice(0, email.lastIndexOf('@')),
    emailVerified: true,
    gmail: true,
    offered: false,
    ...(workspaceDomains.has(domain) ? { hostedDomain: domain } : {}),
    ...known,
  };
};

export const demoAccounts: readonly Account[] = [
  accountOf('lea@northpeak.example', { name: 'Léa Moreau', offered: true }),
  accountOf('lea.moreau.home@mail.example', { name: 'Léa, at home', nameInFrench: 'Léa, privé', offered: true }),
  accountOf('lea@southridge.example', { name: 'Léa Moreau (Southridge)', offered: true }),
  accountOf('hugo@northpeak.example', { name: 'Hugo Stern', offered: true }),
  accountOf('lea@drive-only.example', { name: 'Léa, without Gmail', nameInFrench: 'Léa, sans Gmail', gmail: false, offered: true }),
  accountOf('lea@new-address.example', { name: 'Léa, address not verified', nameInFrench: 'Léa, adresse non vérifiée', emailVerified: false, offered: true }),
];

/** What a person may type: an address, or only the part before the @ of a Gmail address. */
export const readTypedAddress = (typed: string): string | undefined => {
  const text = typed.trim().toLowerCase();
  const address = text.includes('@') ? text : `${text}@gmail.com`;
  return /^[^\s<>"'`@]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(address) && text !== '' ? address : undefined;
};

export const nameIn = ({ name, nameInFrench }: Account, language: Language): string => (language === 'fr' ? (nameInFrench ?? name) : name);

export const initialsOf = (name: string): string =>
  name
    .split(/[\s.]+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('');
