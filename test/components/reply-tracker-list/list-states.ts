import { fail } from '../../../src/contract/index.ts';
import { givenMailbox, givenReply, givenTracking } from '../../client/replies/given-reply.ts';
import type { Given } from './list-world.ts';

const answered = { id: 'mail-000000000001', subject: 'Renewal for 40 seats', sentAt: '2026-03-01T09:00:00.000Z' };

/** A row of each verdict, as on 3 March 2026 at 12:06 UTC. */
export const everyVerdict = [
  givenReply({ threadId: 'renewal', answers: answered, evidence: [{ code: 'answers-ours' }, { code: 'from-recipient', value: 'anna@globex.example' }], receivedAt: '2026-03-03T12:02:00.000Z' }),
  givenReply({ threadId: 'renewal', verdict: 'auto-reply', returnDate: '2026-03-01', unread: false, receivedAt: '2026-02-28T12:02:00.000Z', evidence: [{ code: 'marked-automatic' }] }),
  givenReply({ from: { name: 'Tom Weber', address: 'tom.weber@mail.example' }, subject: 'About your offer', verdict: 'possible-reply', confidence: 0.7, evidence: [{ code: 'from-contact', value: 'tom.weber@mail.example' }], receivedAt: '2026-03-03T11:41:00.000Z' }),
  givenReply({ from: { name: 'Claire Dubois', address: 'claire@umbra.example' }, subject: 'Automatic reply: Proposal', verdict: 'auto-reply', returnDate: '2026-09-08', unread: false, evidence: [{ code: 'marked-automatic' }, { code: 'back-on', value: '2026-09-08' }], receivedAt: '2026-03-03T10:20:00.000Z' }),
  givenReply({ from: { name: 'Mail Delivery Subsystem', address: 'mailer-daemon@google.example' }, subject: 'Delivery Status Notification (Failure)', verdict: 'bounce', bounce: { kind: 'hard', status: '5.1.1', recipients: ['j.novak@oldcorp.example'] }, answers: answered, unread: false, evidence: [{ code: 'delivery-report' }, { code: 'address-does-not-work', value: '5.1.1' }], receivedAt: '2026-03-03T09:58:00.000Z' }),
  givenReply({ from: { name: 'Mail Delivery Subsystem', address: 'mailer-daemon@google.example' }, subject: 'Delayed', verdict: 'delay-notice', bounce: { kind: 'soft', status: '4.2.2', recipients: ['k.meyer@globex.example'] }, answers: answered, unread: false, evidence: [{ code: 'delivery-report' }, { code: 'still-trying' }], receivedAt: '2026-03-03T09:40:00.000Z' }),
  givenReply({ from: { name: 'Priya Natarajan', address: 'priya@initech.example' }, subject: 'Accepted: Demo, Thursday', verdict: 'calendar-answer', meeting: 'accepted', unread: false, evidence: [{ code: 'meeting-accepted' }], receivedAt: '2026-03-03T08:33:00.000Z' }),
  givenReply({ from: { name: 'Alan Price', address: 'alan@globex.example' }, subject: 'Fwd: Security questions', evidence: [{ code: 'forward-answers-ours' }, { code: 'from-other-person', value: 'alan@globex.example' }], unread: false, handled: true, receivedAt: '2026-03-03T07:15:00.000Z' }),
  givenReply({ from: { name: 'Luis Ortega', address: 'luis@valencia.example' }, subject: 'Re: Pilot in Valencia', foundIn: 'spam', unread: false, receivedAt: '2026-03-02T17:15:00.000Z', evidence: [{ code: 'in-our-thread' }, { code: 'from-recipient', value: 'luis@valencia.example' }] }),
  givenReply({ from: { name: 'Sam Lee', address: 'sam@initech.example' }, subject: 'Re: Invoice', verdict: 'other', corrected: { judged: 'reply', at: '2026-03-02T12:00:00.000Z' }, unread: false, receivedAt: '2026-03-02T09:15:00.000Z' }),
  givenReply({ from: { name: 'Nour Haddad', address: 'nour@globex.example' }, subject: 'Read: Proposal', verdict: 'read-receipt', unread: false, evidence: [{ code: 'reports-reading' }], receivedAt: '2026-02-27T09:15:00.000Z' }),
  givenReply({ from: { name: '', address: 'news@lists.example' }, subject: '', verdict: 'list', confidence: 0.5, foundIn: 'trash', unread: false, evidence: [{ code: 'from-a-later-version' }], receivedAt: '2025-11-27T09:15:00.000Z' }),
];

const few = everyVerdict.slice(0, 3);
const mailbox = (change: Parameters<typeof givenMailbox>[0]): Given => ({ rows: few, tracking: givenTracking(givenMailbox(change)) });
const since = '2026-03-03T08:12:00.000Z';

/** Every state of the list that a person can see, by name. */
export const listStates = {
  'every verdict': { rows: everyVerdict },
  dense: { rows: everyVerdict, attributes: { density: 'dense' } },
  'two mailboxes': { rows: few.map((row, index) => ({ ...row, connectionId: index === 2 ? 'connection-000002' : row.connectionId })), tracking: givenTracking(givenMailbox(), givenMailbox({ connectionId: 'connection-000002', email: 'team@northpeak.example' })) },
  loading: { silent: true },
  failed: { fails: { code: 'network-failed' } },
  empty: { rows: [] },
  'no mailbox': { rows: [], tracking: givenTracking(), attributes: { 'settings-url': '/settings/email' } },
  offline: { rows: few, breaks: { code: 'network-failed' } },
  starting: mailbox({ state: { kind: 'starting' } }),
  'catching up': mailbox({ state: { kind: 'catching-up', since: '2026-02-28T08:00:00.000Z', read: 340, found: 2 } }),
  late: mailbox({ state: { kind: 'late' }, checkedAt: '2026-03-03T10:06:00.000Z' }),
  stopped: { ...mailbox({ state: { kind: 'stopped', since } }), attributes: { 'settings-url': '/settings/email' } },
  'not permitted': { ...mailbox({ state: { kind: 'not-permitted' } }), attributes: { 'settings-url': '/settings/email' } },
  'gap closed': mailbox({ gap: { from: since, to: '2026-03-03T09:40:00.000Z', replies: 2 } }),
  skipped: mailbox({ skipped: 1 }),
  filling: { rows: few, endless: true },
  'text unavailable': { rows: few, text: fail({ code: 'mail-gone' }) },
} satisfies Record<string, Given>;

export type ListStateName = keyof typeof listStates;
