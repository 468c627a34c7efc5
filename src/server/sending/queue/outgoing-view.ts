import type { OutgoingAction, OutgoingMail, OutgoingState, WaitReason } from '../../../contract/index.ts';
import { instantOf } from '../../connections/connection-view.ts';
import type { Ports } from '../../ports.ts';
import type { StoredOutgoing } from '../../store/outgoing-mails.ts';
import { expectations, type Expected } from './expected.ts';

/** Rows as pages are shown them, what waits with the time at which it is expected to leave. */
export const viewsOf = async (ports: Ports, mails: readonly StoredOutgoing[]): Promise<readonly OutgoingMail[]> => {
  const waiting = mails.filter(({ state }) => state.kind === 'waiting');
  const expected = await expectations(ports, waiting);
  const now = ports.clock.now();
  return mails.map((mail) => {
    const state = stateOf(ports, mail, expected.get(mail.id), now);
    return {
      id: mail.id,
      connectionId: mail.connectionId,
      ...(mail.batch === undefined ? {} : { batchId: mail.batch.id }),
      version: mail.version,
      to: [...mail.to],
      recipients: mail.recipients.length,
      subject: mail.subject,
      createdAt: instantOf(mail.createdAt),
      dueAt: instantOf(mail.dueAt),
      place: mail.place,
      ...(mail.chosen === undefined ? {} : { chosen: { wall: mail.chosen.wall, zone: mail.chosen.zone } }),
      ...(mail.reference === undefined ? {} : { reference: mail.reference }),
      state,
      action: actionFor(state),
      change: mail.change,
    };
  });
};

export const viewOf = async (ports: Ports, mail: StoredOutgoing): Promise<OutgoingMail> => {
  const [view] = await viewsOf(ports, [mail]);
  if (view === undefined) throw new TypeError('Failed to show a mail: one row is one view');
  return view;
};

const stateOf = ({ settings }: Ports, mail: StoredOutgoing, expected: Expected | undefined, now: number): OutgoingState => {
  const { state } = mail;
  switch (state.kind) {
    case 'waiting':
      return { kind: 'waiting', because: waitsFor(mail, expected, now), ...(expected?.at === undefined ? {} : { leavesAt: instantOf(expected.at) }) };
    case 'sending':
    case 'checking':
      return { kind: state.kind, since: instantOf(mail.attempt?.at ?? mail.createdAt) };
    case 'sent':
      return { kind: 'sent', at: instantOf(state.at), ...(mail.threadId === undefined ? {} : { openUrl: openUrlOf(settings.google.gmailWebUrl, mail.threadId) }) };
    case 'held':
      return { kind: 'held', since: instantOf(state.at), reason: state.reason };
    case 'blocked':
      return { kind: 'blocked', at: instantOf(state.at), reason: { ...state.reason, addresses: [...state.reason.addresses] } };
    case 'cancelled':
      return { kind: 'cancelled', at: instantOf(state.at), reason: state.reason };
    case 'failed':
      return { kind: 'failed', at: instantOf(state.at), reason: state.reason };
  }
};

const waitsFor = ({ dueAt, chosen }: StoredOutgoing, expected: Expected | undefined, now: number): WaitReason => {
  if (expected?.because !== undefined) return expected.because;
  if (dueAt <= now) return 'turn';
  return chosen === undefined ? 'undo' : 'due-time';
};

/** The one thing to offer first. */
export const actionFor = (state: OutgoingState): OutgoingAction => {
  switch (state.kind) {
    case 'waiting':
      if (state.because === 'reconnection') return 'reconnect';
      return state.because === 'permission' ? 'permit' : 'cancel';
    case 'sending':
    case 'checking':
      return 'none';
    case 'sent':
      return state.openUrl === undefined ? 'none' : 'open-in-gmail';
    case 'held':
      return 'decide';
    case 'blocked':
      return 'see-rule';
    case 'cancelled':
      return state.reason.code === 'by-person' ? 'none' : 'send-anyway';
    case 'failed':
      return state.reason.code === 'recipients-too-many' || state.reason.code === 'limit-too-small' ? 'split' : 'edit';
  }
};

/** Opens the conversation in Gmail. */
const openUrlOf = (gmailWebUrl: string, threadId: string): string => {
  const url = new URL('mail/u/', gmailWebUrl);
  url.hash = `all/${threadId}`;
  return url.href;
};
