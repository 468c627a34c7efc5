import type { AskForecast, MailContent, Recipient, When } from '../../contract/index.ts';
import { readRecipients, withRecipients } from './read-recipients.ts';

export type RecipientField = 'to' | 'cc' | 'bcc';

/** How the time was chosen: at once, by one of the times that are offered, or by date, time and zone. */
export type TimeChoice =
  | { readonly kind: 'now' }
  | { readonly kind: 'preset'; readonly wall: string }
  | { readonly kind: 'other'; readonly date: string; readonly time: string; readonly zone: string; readonly choice?: 'earlier' | 'later' }
  /** One of the other ways that the forecast offered, mail by mail. */
  | { readonly kind: 'as-offered'; readonly whens: readonly When[] };

/** What a person writes. It lives in the memory of this page and in the service's draft, never in the browser's storage. */
export interface Draft {
  /** Undefined until there is a mailbox to choose. */
  readonly connectionId: string | undefined;
  /** Another address of that mailbox; undefined: its own. */
  readonly from: string | undefined;
  readonly to: readonly Recipient[];
  readonly cc: readonly Recipient[];
  readonly bcc: readonly Recipient[];
  /** What stands in the fields and is no recipient yet. */
  readonly typed: Readonly<Record<RecipientField, string>>;
  readonly withCopies: boolean;
  /** One mail for each in To, who do not see each other. */
  readonly separately: boolean;
  readonly subject: string;
  readonly text: string;
  readonly files: readonly AttachedFile[];
  /** What a mail has besides, and this form does not show. */
  readonly besides: Partial<MailContent>;
  readonly time: TimeChoice;
  /** Leaves outside the mailbox's sending hours, too. */
  readonly anyHour: boolean;
  /** The time is one by the clock of each recipient whose zone is known. */
  readonly byRecipient: boolean;
  /** The zones of recipients, by their addresses in lower case, as far as the host has said. */
  readonly zones: Readonly<Record<string, string>>;
}

/** A file at the service; what it is called is not known before it was asked for. */
export interface AttachedFile {
  readonly id: string;
  readonly name: string | undefined;
  readonly size: number;
}

/** What a host may fill in, as with a button "Write to Anna". */
export interface MailToWrite {
  /** `zone`: where the recipient lives, an IANA zone such as `Europe/Paris`. */
  readonly to?: readonly (Recipient & { readonly zone?: string })[];
  readonly cc?: readonly Recipient[];
  readonly bcc?: readonly Recipient[];
  readonly subject?: string;
  readonly text?: string;
  readonly separately?: boolean;
  readonly connectionId?: string;
  readonly reference?: string;
  readonly answersReply?: string;
  readonly marketing?: boolean;
}

export const toDraft = ({ to = [], cc = [], bcc = [], subject = '', text = '', separately = false, connectionId, ...besides }: MailToWrite): Draft => ({
  connectionId,
  from: undefined,
  to: to.map(({ zone: _, ...recipient }) => recipient),
  cc,
  bcc,
  typed: { to: '', cc: '', bcc: '' },
  withCopies: cc.length + bcc.length > 0,
  separately,
  subject,
  text,
  files: [],
  besides,
  time: { kind: 'now' },
  anyHour: false,
  byRecipient: false,
  zones: Object.fromEntries(to.flatMap(({ address, zone }) => (zone === undefined ? [] : [[address.toLowerCase(), zone]]))),
});

/** A mail of the service as a draft: its words, and all that the form does not show. */
export const draftOf = ({ to, cc = [], bcc = [], subject, text = '', attachments = [], from, ...besides }: MailContent, connectionId: string | undefined, time: TimeChoice): Draft => ({
  ...toDraft({ to, cc, bcc, subject, text, ...(connectionId !== undefined && { connectionId }) }),
  from,
  files: attachments.map((id) => ({ id, name: undefined, size: 0 })),
  besides,
  time,
});

/** With what was typed taken as recipients, as far as it is understood. */
export const withTyped = (draft: Draft): Draft => {
  const taken = (field: RecipientField) => readRecipients(draft.typed[field]);
  const [to, cc, bcc] = [taken('to'), taken('cc'), taken('bcc')];
  return {
    ...draft,
    to: withRecipients(draft.to, to.found),
    cc: withRecipients(draft.cc, cc.found),
    bcc: withRecipients(draft.bcc, bcc.found),
    typed: { to: to.rest, cc: cc.rest, bcc: bcc.rest },
  };
};

/** What has to be mended before the mail can go. */
export type DraftLack = 'mailbox' | 'recipient' | 'address' | 'words' | 'time' | 'upload' | 'file';

export const lackOf = (draft: Draft): DraftLack | undefined => {
  const { connectionId, to, cc, bcc, typed, subject, text, files, besides } = withTyped(draft);
  if (typed.to !== '' || typed.cc !== '' || typed.bcc !== '') return 'address';
  if (to.length + cc.length + bcc.length === 0) return 'recipient';
  if (connectionId === undefined) return 'mailbox';
  if (whenOf(draft, '') === undefined) return 'time';
  return subject.trim() === '' && text.trim() === '' && besides.html === undefined && files.length === 0 ? 'words' : undefined;
};

/** Undefined while the time is not wholly chosen. */
export const whenOf = ({ time }: Draft, zone: string): When | undefined => {
  switch (time.kind) {
    case 'now':
      return { kind: 'now' };
    case 'preset':
      return { kind: 'at', wall: time.wall, zone };
    case 'other':
      return time.date === '' || time.time === '' ? undefined : { kind: 'at', wall: `${time.date}T${time.time}`, zone: time.zone, ...(time.choice && { choice: time.choice }) };
    case 'as-offered':
      return time.whens[0] ?? { kind: 'now' };
  }
};

/** The same for one of its mails, whose recipient may have a clock of their own. */
export const whenFor = (draft: Draft, mail: MailContent, index: number, zone: string): When | undefined => {
  if (draft.time.kind === 'as-offered') return draft.time.whens[index];
  const when = whenOf(draft, zone);
  const theirs = draft.byRecipient && when?.kind === 'at' ? zoneOf(draft, mail) : undefined;
  return when?.kind === 'at' && theirs !== undefined ? { ...when, zone: theirs } : when;
};

/** Where the first of its recipients lives. */
export const zoneOf = ({ zones }: Draft, { to: [first] }: Pick<MailContent, 'to'>): string | undefined => zones[first?.address.toLowerCase() ?? ''];

/** Every mail that leaves if the person says so now: one, or one for each. */
export const mailsOf = (draft: Draft): readonly MailContent[] => {
  const { to, cc, bcc, subject, text, besides, separately, from } = withTyped(draft);
  const attachments = attachmentsOf(draft);
  // What was written in HTML stays as it is only where nobody can have changed its words here.
  const words: Partial<MailContent> = { ...besides, ...(text !== '' || besides.html === undefined ? { text } : {}), ...attachments, ...(from !== undefined && { from }) };
  if (separately && to.length > 1) return to.map((each) => ({ ...words, to: [each], subject }));
  return [{ ...words, to: [...to], ...(cc.length > 0 && { cc: [...cc] }), ...(bcc.length > 0 && { bcc: [...bcc] }), subject }];
};

export const attachmentsOf = ({ files }: Draft): Pick<MailContent, 'attachments'> => (files.length === 0 ? {} : { attachments: files.map(({ id }) => id) });

/** What is asked before the click; undefined while there is nobody to write to, or no time. */
export const forecastAskOf = (draft: Draft, zone: string): AskForecast | undefined => {
  const when = whenOf(draft, zone);
  const mails = mailsOf(draft).map((mail, index) => {
    const { to, cc = [], bcc = [] } = mail;
    const own = draft.byRecipient ? whenFor(draft, mail, index, zone) : undefined;
    return { recipients: [...to, ...cc, ...bcc].map(({ address }) => ({ address })), ...inZone(draft, mail), ...(own && { when: own }) };
  });
  return when === undefined || mails.every(({ recipients }) => recipients.length === 0) ? undefined : { when, mails, ...(draft.anyHour && { anyHour: true }) };
};

/** For hours by the recipient's clock. */
export const inZone = (draft: Draft, mail: MailContent): { readonly recipientZone?: string } => {
  const recipientZone = zoneOf(draft, mail);
  return recipientZone === undefined ? {} : { recipientZone };
};

/** Whether something would be lost if the page went away. */
export const hasWords = (draft: Draft, from: Draft): boolean =>
  draft.text !== from.text || draft.subject !== from.subject || JSON.stringify(partsOf(draft)) !== JSON.stringify(partsOf(from));

const partsOf = ({ to, cc, bcc, typed, files }: Draft): unknown => [to, cc, bcc, typed, files.map(({ id }) => id)];
