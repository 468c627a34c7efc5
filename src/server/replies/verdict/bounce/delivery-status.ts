import type { Mail } from '../../mail/mail.ts';

/**
 * What a delivery report says of each recipient, as RFC 3464 has it. Reports that forget the part, or put it into their
 * text, are read all the same: the fields' names are nobody else's.
 */
export interface RecipientStatus {
  readonly finalRecipient: string | undefined;
  readonly originalRecipient: string | undefined;
  /** failed, delayed, delivered, relayed, expanded. */
  readonly action: string | undefined;
  readonly status: string | undefined;
  readonly diagnostic: string;
}

const field =
  /^(final-recipient|original-recipient|x-actual-recipient|action|status|diagnostic-code|x-smtp-(?:response|diagnostic)|remote-mta|last-attempt-date|will-retry-until|arrival-date|reporting-mta)[ \t]*:[ \t]*(.*)$/i;

const mostRecipients = 200;

export const deliveryStatusOf = (mail: Mail, whole: string): readonly RecipientStatus[] => {
  const parts = mail.parts.filter(({ type }) => /^message\/(?:global-)?delivery-status$|^text\/x?-?delivery-status$/.test(type));
  const found = parts.flatMap(({ text }) => statusesIn(text));
  if (found.length > 0) return found.slice(0, mostRecipients);
  return /^[ \t]*(?:final-recipient|original-recipient)[ \t]*:/im.test(whole) && /^[ \t]*(?:action|status)[ \t]*:/im.test(whole)
    ? statusesIn(whole).slice(0, mostRecipients)
    : [];
};

const statusesIn = (text: string): readonly RecipientStatus[] => {
  const found: RecipientStatus[] = [];
  let fields = new Map<string, string>();
  let last: string | undefined;
  const close = (): void => {
    if (fields.has('final-recipient') || fields.has('original-recipient') || fields.has('action')) found.push(toStatus(fields));
    fields = new Map();
    last = undefined;
  };
  for (const line of text.split('\n', 5_000)) {
    const match = field.exec(line.trimStart() === line ? line : line.trim());
    const name = match?.[1]?.toLowerCase();
    if (name !== undefined) {
      // Some systems leave the empty line between two recipients out, others put one between the fields.
      if (fields.has(name) && /recipient|action/.test(name)) close();
      fields.set(name, match?.[2]?.trim() ?? '');
      last = name;
    } else if (/^[ \t]+\S/.test(line) && last !== undefined) {
      fields.set(last, `${fields.get(last) ?? ''} ${line.trim()}`.slice(0, 2_000));
    } else {
      last = undefined;
      if (
        line.trim() === '' &&
        fields.has('action') &&
        fields.has('status') &&
        (fields.has('final-recipient') || fields.has('original-recipient'))
      )
        close();
    }
  }
  close();
  return found;
};

const toStatus = (fields: ReadonlyMap<string, string>): RecipientStatus => ({
  finalRecipient: addressOf(fields.get('final-recipient')),
  originalRecipient: addressOf(fields.get('original-recipient')),
  action: fields
    .get('action')
    ?.toLowerCase()
    .match(/[a-z]+/)?.[0],
  status: fields.get('status')?.match(/[245]\.\d{1,3}\.\d{1,3}/)?.[0],
  diagnostic: fields.get('diagnostic-code') ?? fields.get('x-smtp-response') ?? '',
});

/** `rfc822;ann@example.com`, with or without brackets; X.400 names and the like have none. */
const addressOf = (value: string | undefined): string | undefined =>
  value
    ?.replace(/^[\w-]+[ \t]*;/, '')
    .match(/[^\s<>;,"]{1,200}@[^\s<>;,")]{1,250}/)?.[0]
    .replace(/[.)]+$/, '');
