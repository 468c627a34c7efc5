/** Whom a mail goes to, as the limits count it. Each address stands once, in lower case, or as any text that stands for it. */
export interface Recipients {
  /** Of the mailbox's own organisation. */
  readonly inside: readonly string[];
  readonly outside: readonly string[];
  /** How many more there are whose addresses are not known; they are taken to be outside and different from all others. */
  readonly unnamed: number;
}

/** One mail that left the mailbox, or may have left it: a mail whose fate is unclear counts as sent until it is known. */
export interface SentMail extends Recipients {
  /** Gmail's id of the message, or ours until that is known: a mail that is heard of twice counts once. */
  readonly id: string;
  /** When Gmail took it, in milliseconds. Our clock after the call is right or a little late, which is careful. */
  readonly at: number;
  /** Sent through this product, or by the person elsewhere (Gmail itself, a phone) and heard of from the mailbox's history. */
  readonly origin: 'ours' | 'elsewhere';
}

/** A call of Gmail's interface for this mailbox other than for sending, such as reading replies. */
export interface QuotaUse {
  readonly at: number;
  readonly units: number;
}

/** What a mailbox did in the last 24 hours or longer, oldest first. `historyOf` makes it from facts in any order. */
export interface SentHistory {
  readonly mails: readonly SentMail[];
  readonly calls: readonly QuotaUse[];
}

/** Puts facts in order, whatever order they were heard in, and counts each mail once. */
export const historyOf = (mails: Iterable<SentMail>, calls: Iterable<QuotaUse> = []): SentHistory => {
  const known = new Map<string, SentMail>();
  for (const mail of mails) {
    const same = known.get(mail.id);
    known.set(mail.id, same === undefined ? mail : sameMail(same, mail));
  }
  return { mails: [...known.values()].sort((a, b) => a.at - b.at), calls: [...calls].sort((a, b) => a.at - b.at) };
};

export const recipientCount = ({ inside, outside, unnamed }: Recipients): number => inside.length + outside.length + unnamed;

/** Two reports of one mail: ours names the recipients, the mailbox's history may not; the later time is the careful one. */
const sameMail = (one: SentMail, other: SentMail): SentMail => {
  const ours = one.origin === 'ours' ? one : other;
  const better = one.unnamed === other.unnamed ? ours : one.unnamed < other.unnamed ? one : other;
  return { ...better, at: Math.max(one.at, other.at), origin: ours.origin };
};

/**
 * Splits the addresses of To, Cc and Bcc by the organisation's own domains (in lower case). A subdomain counts as outside
 * unless it is listed. Dots in an address are kept: outside Gmail they matter, and counting one person twice is careful.
 */
export const recipientsOf = (addresses: Iterable<string>, ownDomains: ReadonlySet<string>): Recipients => {
  const different = [...new Set([...addresses].map((address) => address.trim().toLowerCase()))];
  const isInside = (address: string): boolean => ownDomains.has(address.slice(address.lastIndexOf('@') + 1));
  return { inside: different.filter(isInside), outside: different.filter((address) => !isInside(address)), unnamed: 0 };
};
