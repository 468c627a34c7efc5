import { attachmentJson, mailJson, type MailFormat } from './mail-json.ts';
import { placeIn, pageSizeIn, refuse, tokenOf, type Answer, type GmailCall } from './gmail-call.ts';
import { gmailErrors } from './gmail-error.ts';
import type { HistoryRecord, Mailbox, StoredMail } from './mailbox.ts';
import { systemLabels } from './mailbox-settings.ts';
import { readSearch, searchMails } from './search.ts';
import { metadataScope } from '../scopes.ts';

export const getProfile = ({ account, own: { mailbox } }: GmailCall): Answer => ({
  json: { emailAddress: account.email, messagesTotal: mailbox.mails.size, threadsTotal: mailbox.threads.size, historyId: String(mailbox.newest) },
});

export const listHistory = ({ own: { mailbox }, query }: GmailCall): Answer => {
  const start = query.get('startHistoryId') ?? '';
  if (!/^\d{1,20}$/.test(start)) return refuse(gmailErrors.badRequest('Invalid value at start_history_id'));
  const place = placeIn(query);
  if (place === undefined) return refuse(gmailErrors.badRequest('Invalid pageToken'));
  if (BigInt(start) < mailbox.oldest) return refuse(gmailErrors.notFound());
  const wanted = wantedRecords(query);
  const first = after(mailbox, place === '' ? BigInt(start) : BigInt(place));
  const size = pageSizeIn(query);
  const records: HistoryRecord[] = [];
  let at = first;
  for (; at < mailbox.history.length && records.length < size; at += 1) {
    const record = mailbox.history[at];
    if (record !== undefined && wanted(record)) records.push(record);
  }
  const more = mailbox.history.slice(at).some(wanted);
  const last = mailbox.history[at - 1];
  return {
    json: {
      ...(records.length === 0 ? {} : { history: records.map(recordJson) }),
      ...(more && last !== undefined ? { nextPageToken: tokenOf(String(last.id)) } : {}),
      historyId: String(mailbox.newest),
    },
  };
};

const wantedRecords = (query: URLSearchParams): ((record: HistoryRecord) => boolean) => {
  const types = query.getAll('historyTypes');
  const label = query.get('labelId');
  return ({ change, labels, changed }) =>
    (types.length === 0 || types.includes(change)) && (label === null || labels.includes(label) || changed.includes(label));
};

/** The index of the first record after an id. */
const after = ({ history }: Mailbox, id: bigint): number => {
  let low = 0;
  let high = history.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((history[middle]?.id ?? 0n) <= id) low = middle + 1;
    else high = middle;
  }
  return low;
};

const recordJson = ({ id, change, mail, threadId, labels, changed }: HistoryRecord): object => {
  const names = { id: mail, threadId };
  const message = { ...names, ...(labels.length === 0 ? {} : { labelIds: labels }) };
  const base = { id: String(id), messages: [names] };
  switch (change) {
    case 'messageAdded':
      return { ...base, messagesAdded: [{ message }] };
    case 'messageDeleted':
      return { ...base, messagesDeleted: [{ message }] };
    case 'labelAdded':
      return { ...base, labelsAdded: [{ message, labelIds: changed }] };
    case 'labelRemoved':
      return { ...base, labelsRemoved: [{ message, labelIds: changed }] };
  }
};

export const listMessages = (call: GmailCall): Answer => {
  const { own, query } = call;
  const q = query.get('q') ?? '';
  // A token that may read headers alone stays bound to that, whatever else it may.
  if (q !== '' && holdsMetadata(call)) return refuse(gmailErrors.forbidden("Metadata scope does not support 'q' parameter"));
  const place = placeIn(query);
  if (place === undefined) return refuse(gmailErrors.badRequest('Invalid pageToken'));
  const found = searchMails(own.mailbox, readSearch(q), query.get('includeSpamTrash') === 'true', query.getAll('labelIds'));
  const start = place === '' ? 0 : found.findIndex((mail) => isBeyond(mail, place));
  const size = pageSizeIn(query);
  const page = start === -1 ? [] : found.slice(start, start + size);
  const last = page.at(-1);
  const more = start !== -1 && found.length > start + size;
  return {
    json: {
      ...(page.length === 0 ? {} : { messages: page.map(({ id, threadId }) => ({ id, threadId })) }),
      ...(more && last !== undefined ? { nextPageToken: tokenOf(`${String(last.at)}.${last.id}`) } : {}),
      resultSizeEstimate: found.length,
    },
  };
};

/** Older than the last mail of the page before, which may be gone by now. */
const isBeyond = (mail: StoredMail, place: string): boolean => {
  const [at = '', id = ''] = place.split('.');
  return mail.at < Number(at) || (mail.at === Number(at) && mail.id < id);
};

const formats: readonly string[] = ['minimal', 'metadata', 'full', 'raw'];
const isFormat = (format: string): format is MailFormat => formats.includes(format);

/** The format that is asked for, or why this token may not have it. */
const formatIn = (call: GmailCall): MailFormat | Answer => {
  const format = (call.query.get('format') ?? 'full').toLowerCase();
  if (!isFormat(format)) return refuse(gmailErrors.badRequest(`Invalid value at 'format', "${format}"`));
  if ((format === 'full' || format === 'raw') && holdsMetadata(call)) {
    return refuse(gmailErrors.forbidden(`Metadata scope doesn't allow format ${format.toUpperCase()}`));
  }
  return format;
};

const holdsMetadata = ({ grant }: GmailCall): boolean => grant.scopes.includes(metadataScope);

export const getMessage = (call: GmailCall): Answer => {
  const format = formatIn(call);
  if (typeof format !== 'string' || format === 'nothing') return format;
  const mail = call.own.mailbox.mails.get(call.ids[0] ?? '');
  if (mail === undefined) return refuse(gmailErrors.notFound());
  return { json: mailJson(mail, format, call.world.random, call.query.getAll('metadataHeaders')) };
};

export const getThread = (call: GmailCall): Answer => {
  const format = formatIn(call);
  if (typeof format !== 'string' || format === 'nothing') return format;
  if (format === 'raw') return refuse(gmailErrors.badRequest("Invalid value at 'format', \"raw\""));
  const id = call.ids[0] ?? '';
  const mails = call.own.mailbox.threads.get(id);
  if (mails === undefined) return refuse(gmailErrors.notFound());
  const newest = mails.reduce((most, { historyId }) => (historyId > most ? historyId : most), 0n);
  const headers = call.query.getAll('metadataHeaders');
  return { json: { id, historyId: String(newest), messages: mails.map((mail) => mailJson(mail, format, call.world.random, headers)) } };
};

export const getAttachment = ({ own, ids }: GmailCall): Answer => {
  const mail = own.mailbox.mails.get(ids[0] ?? '');
  const json = mail === undefined ? undefined : attachmentJson(mail, ids[1] ?? '');
  return json === undefined ? refuse(gmailErrors.notFound()) : { json };
};

export const listLabels = ({ own }: GmailCall): Answer => ({
  json: {
    labels: [
      ...systemLabels.map((name) => ({ id: name, name, type: 'system' })),
      ...own.settings.labels.map((label) => ({ ...label, type: 'user', messageListVisibility: 'show', labelListVisibility: 'labelShow' })),
    ],
  },
});

export const getLabel = (call: GmailCall): Answer => {
  const id = call.ids[0] ?? '';
  const user = call.own.settings.labels.find((label) => label.id === id);
  if (user === undefined && !systemLabels.includes(id)) return refuse(gmailErrors.notFound());
  const mails = call.own.mailbox.byTime.filter(({ labels }) => labels.includes(id));
  const unread = mails.filter(({ labels }) => labels.includes('UNREAD'));
  const threadsOf = (each: readonly StoredMail[]): number => new Set(each.map(({ threadId }) => threadId)).size;
  return {
    json: {
      id,
      name: user?.name ?? id,
      type: user === undefined ? 'system' : 'user',
      messagesTotal: mails.length,
      messagesUnread: unread.length,
      threadsTotal: threadsOf(mails),
      threadsUnread: threadsOf(unread),
    },
  };
};
