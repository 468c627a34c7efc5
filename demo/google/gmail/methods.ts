import type { BackEndpoint } from '../faults.ts';
import { gmailScope, mailScope } from '../scopes.ts';
import type { Answer, GmailCall } from './gmail-call.ts';
import { getAttachment, getLabel, getMessage, getProfile, getThread, listHistory, listLabels, listMessages } from './reading-methods.ts';
import { send } from './send-method.ts';
import { getAutoForwarding, getFilter, getVacation, listFilters, listForwardingAddresses, listSendAs } from './settings-methods.ts';
import { stop, watch } from './watch-methods.ts';

/** A method of the Gmail API, as Google's description of it has it: who may call it, where, and what it costs. */
export interface GmailMethod {
  readonly verb: 'GET' | 'POST';
  /** Below `/gmail/v1/users/{userId}/`; a colon marks what is different each time. */
  readonly path: string;
  readonly scopes: readonly string[];
  readonly units: number;
  /** The name by which its answers are made to fail. */
  readonly endpoint: BackEndpoint;
  readonly answer: (call: GmailCall) => Answer | Promise<Answer>;
}

const reading = [mailScope, gmailScope('metadata'), gmailScope('modify'), gmailScope('readonly')];
const ofSettings = [mailScope, gmailScope('modify'), gmailScope('readonly'), gmailScope('settings.basic')];
const ofLabels = [mailScope, gmailScope('labels'), gmailScope('metadata'), gmailScope('modify'), gmailScope('readonly')];
const addon = (name: string): string => gmailScope(`addons.current.${name}`);
const ofMails = [mailScope, addon('message.action'), addon('message.metadata'), addon('message.readonly'), ...reading.slice(1)];

const get = (path: string, scopes: readonly string[], units: number, endpoint: BackEndpoint, answer: GmailMethod['answer']): GmailMethod => ({
  verb: 'GET',
  path,
  scopes,
  units,
  endpoint,
  answer,
});

/** Under the names of Google's description, without `gmail.users.`; prices of https://developers.google.com/workspace/gmail/api/reference/quota */
export const gmailMethods = {
  getProfile: get('profile', [mailScope, gmailScope('compose'), ...reading.slice(1)], 1, 'profile', getProfile),
  'history.list': get('history', reading, 2, 'history.list', listHistory),
  'messages.list': get('messages', reading, 5, 'messages.list', listMessages),
  'messages.get': get('messages/:id', ofMails, 20, 'messages.get', getMessage),
  'messages.attachments.get': get(
    'messages/:messageId/attachments/:id',
    [mailScope, addon('message.action'), addon('message.readonly'), gmailScope('modify'), gmailScope('readonly')],
    20,
    'messages.attachments.get',
    getAttachment,
  ),
  'messages.send': {
    verb: 'POST',
    path: 'messages/send',
    scopes: [mailScope, addon('action.compose'), gmailScope('compose'), gmailScope('modify'), gmailScope('send')],
    units: 100,
    endpoint: 'messages.send',
    answer: send,
  },
  'threads.get': get('threads/:id', ofMails, 40, 'threads.get', getThread),
  'labels.list': get('labels', ofLabels, 1, 'labels.list', listLabels),
  'labels.get': get('labels/:id', ofLabels, 1, 'labels.list', getLabel),
  'settings.filters.list': get('settings/filters', ofSettings, 1, 'settings', listFilters),
  'settings.filters.get': get('settings/filters/:id', ofSettings, 1, 'settings', getFilter),
  'settings.sendAs.list': get('settings/sendAs', ofSettings, 1, 'settings', listSendAs),
  'settings.getVacation': get('settings/vacation', ofSettings, 1, 'settings', getVacation),
  'settings.getAutoForwarding': get('settings/autoForwarding', ofSettings, 1, 'settings', getAutoForwarding),
  'settings.forwardingAddresses.list': get('settings/forwardingAddresses', ofSettings, 1, 'settings', listForwardingAddresses),
  watch: { verb: 'POST', path: 'watch', scopes: reading, units: 100, endpoint: 'watch', answer: watch },
  stop: { verb: 'POST', path: 'stop', scopes: reading, units: 50, endpoint: 'watch', answer: stop },
} as const satisfies Record<string, GmailMethod>;

export type GmailMethodName = keyof typeof gmailMethods;

const patterns = (Object.keys(gmailMethods) as GmailMethodName[]).map((name) => {
  const { verb, path } = gmailMethods[name];
  return { name, verb, pattern: new RegExp(`^/(?:upload/)?gmail/v1/users/([^/]+)/${path.replace(/:\w+/g, '([^/]+)')}$`) };
});

/** Which method a request is for, with what stands in its path. */
export const methodOf = (request: Request, pathname: string): { readonly name: GmailMethodName; readonly userId: string; readonly ids: readonly string[] } | undefined => {
  for (const { name, verb, pattern } of patterns) {
    const found = verb === request.method ? pattern.exec(pathname) : null;
    if (found === null || (pathname.startsWith('/upload/') && name !== 'messages.send')) continue;
    const [userId = '', ...ids] = found.slice(1).map(unescaped);
    return { name, userId, ids };
  }
  return undefined;
};

const unescaped = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A broken escape names nothing.
    return '';
  }
};
