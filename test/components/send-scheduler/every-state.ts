import { givenOutgoing } from '../../client/outgoing/given-outgoing.ts';

export const today = (time: string): string => `2026-03-03T${time}:00.000Z`;
const to = (name: string, address: string) => [{ name, address }];
const anna = to('Anna Lindqvist', 'anna@globex.example');

/** A row of each state and reason, as on 3 March 2026 at 12:06 UTC. */
export const everyState = [
  givenOutgoing({ to: to('Paul Girard', 'paul@umbra.example'), subject: 'Follow-up', dueAt: today('08:00'), action: 'decide', state: { kind: 'held', since: today('10:40'), reason: { code: 'came-due-while-down', dueAt: today('08:00'), backAt: today('10:40') } } }),
  givenOutgoing({ to: to('Nour Haddad', 'nour@globex.example'), subject: 'Order form', dueAt: today('09:00'), action: 'decide', state: { kind: 'held', since: today('09:10'), reason: { code: 'unclear', attemptedAt: today('09:00'), lookedFor: true } } }),
  givenOutgoing({ to: to('Sam Lee', 'sam@initech.example'), subject: 'Invoice', dueAt: today('12:05'), action: 'none', state: { kind: 'sending', since: today('12:06') } }),
  givenOutgoing({ to: to('Eva Roth', 'eva@initech.example'), subject: 'Contract', dueAt: today('12:02'), action: 'none', state: { kind: 'checking', since: today('12:03') } }),
  givenOutgoing({ to: to('Ivo Marek', 'ivo@umbra.example'), subject: 'Reminder', dueAt: today('12:06'), state: { kind: 'waiting', because: 'messagesPerBatch', leavesAt: today('12:07') } }),
  givenOutgoing({ to: to('Jonas Berg', 'jonas@globex.example'), subject: 'Offer v2', dueAt: today('12:00'), state: { kind: 'waiting', because: 'messagesPerDay', leavesAt: today('14:10') } }),
  givenOutgoing({ to: to('Luis Ortega', 'luis@valencia.example'), subject: 'Pilot terms', dueAt: today('12:00'), action: 'reconnect', state: { kind: 'waiting', because: 'reconnection' } }),
  givenOutgoing({ to: [...to('Karin Meyer', 'karin@globex.example'), ...anna], recipients: 3, subject: 'Renewal for 40 seats' }),
  givenOutgoing({ to: to('Mina Sato', 'mina@globex.example'), dueAt: '2026-03-05T00:00:00.000Z', chosen: { wall: '2026-03-05T09:00', zone: 'Asia/Tokyo' }, state: { kind: 'waiting', because: 'due-time', leavesAt: '2026-03-05T00:00:00.000Z' } }),
  givenOutgoing({ to: to('Alan Price', 'alan@globex.example'), subject: 'Security answers', action: 'open-in-gmail', state: { kind: 'sent', at: today('11:30'), openUrl: 'https://mail.google.com/mail/u/0/#all/1' } }),
  givenOutgoing({ to: to('Board list', 'board@globex.example'), recipients: 140, subject: 'Invitation', action: 'split', state: { kind: 'failed', at: today('10:20'), reason: { code: 'recipients-too-many', most: 100, asked: 140 } } }),
  givenOutgoing({ to: anna, subject: 'Second reminder', action: 'send-anyway', state: { kind: 'cancelled', at: today('09:04'), reason: { code: 'answered', address: 'anna@globex.example', at: today('09:04'), replyId: 'reply-0000000001' } } }),
  givenOutgoing({ to: to('Tom Weber', 'tom@mail.example'), subject: '', action: 'see-rule', state: { kind: 'blocked', at: today('08:30'), reason: { code: 'unsubscribed', addresses: ['tom@mail.example'] } } }),
];
