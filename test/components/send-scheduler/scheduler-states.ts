import { givenConnection, givenForecast, givenOutgoing } from '../../client/outgoing/given-outgoing.ts';
import { all, press, type } from './given-scheduler.ts';
import type { Given, World } from './scheduler-world.ts';

const today = (time: string): string => `2026-03-03T${time}:00.000Z`;
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

const few = everyState.slice(7, 10);
const [first = givenOutgoing()] = few;

/** Opens the form with somebody to write to. */
const written = async (world: World): Promise<void> => {
  await press(world, 'New email');
  await type(world, '#to', 'Anna Lindqvist <anna@globex.example>,');
  await type(world, '#subject', 'Your renewal for next year');
  await type(world, '.text', 'Hello Anna,\n\nShall we keep the same number of seats?');
  await world.pass();
};

export interface State extends Given {
  readonly then?: (world: World) => Promise<void>;
}

const days = [
  { date: '2026-03-03', mails: 120, firstAt: today('13:05'), lastAt: today('14:20') },
  { date: '2026-03-04', mails: 60, firstAt: '2026-03-04T07:00:00.000Z', lastAt: '2026-03-04T07:40:00.000Z' },
];
const crowd = Array.from({ length: 180 }, (_, index) => `person${index + 1}@globex.example`).join(', ');
const offers = [{ choice: 'earlier' as const, at: '2026-03-29T00:30:00.000Z', wall: '2026-03-29T01:30' }, { choice: 'later' as const, at: '2026-03-29T01:30:00.000Z', wall: '2026-03-29T03:30' }];

/** Every state of the scheduler that a person can see, by name. */
export const schedulerStates: Readonly<Record<string, State>> = {
  'every state': { mails: everyState, attributes: { 'settings-url': '/settings/email' } },
  loading: { silent: true },
  failed: { fails: { code: 'service-unavailable' } },
  empty: {},
  'no mailbox': { mailboxes: [], attributes: { 'settings-url': '/settings/email' } },
  'reconnect needed': { mails: everyState.slice(6, 9), mailboxes: [givenConnection({ health: { kind: 'reconnect-needed', since: today('08:00'), cause: 'unnamed' } })], attributes: { 'settings-url': '/settings/email' } },
  'sending off': { mails: few, mailboxes: [givenConnection({ granted: ['read'] })], attributes: { 'settings-url': '/settings/email' } },
  offline: {
    mails: few,
    then: async (world) => {
      world.offline(true);
      await world.pass();
      await press(world, 'Cancel');
      await press(world, 'Another time');
      await press(world, 'Tomorrow 08:00');
    },
  },
  conflict: {
    mails: few,
    then: async (world) => {
      world.change(first.id, { chosen: { wall: '2026-03-06T08:00', zone: 'Europe/Paris' } });
      await press(world, 'Another time');
      await press(world, 'Tomorrow 08:00');
    },
  },
  'too late': { mails: few, refuses: { cancel: { code: 'outgoing-leaving' } }, then: (world) => press(world, 'Cancel') },
  'another time in a row': { mails: few, then: (world) => press(world, 'Another time') },
  writing: { then: written },
  'many people': {
    forecast: givenForecast({ days, because: 'messagesPerDay', alternatives: [{ kind: 'spread', days: [...days, ...days.slice(1)], dueAt: [] }, { kind: 'another-day', days: days.slice(1), dueAt: [] }], blocked: [{ index: 0, address: 'person3@globex.example', code: 'unsubscribed' }] }),
    then: async (world) => {
      await written(world);
      await type(world, '#to', `${crowd},`);
      await press(world, 'One email for each person');
      await world.pass();
    },
  },
  'hour does not exist': {
    then: async (world) => {
      await written(world);
      world.refuse({ forecast: { code: 'hour-does-not-exist', offers, usual: 'later' } });
      await press(world, 'Another time');
      await type(world, 'input[type=date]', '2026-03-29');
      await type(world, 'input[type=time]', '02:30');
      await world.pass();
    },
  },
  'something lacks': { then: async (world) => {
    await press(world, 'New email');
    await type(world, '#to', 'anna');
    await press(world, 'Send');
  } },
  'no answer to send': { refuses: { queue: { code: 'network-failed' } }, then: async (world) => {
    await written(world);
    await press(world, 'Send');
  } },
  'undo': { then: async (world) => {
    await written(world);
    await press(world, 'Send');
  } },
  'discard?': { then: async (world) => {
    await written(world);
    await press(world, 'Close');
  } },
  changing: { mails: few, then: async (world) => {
    await press(world, 'Edit');
    await world.pass();
  } },
  'changed elsewhere': { mails: few, refuses: { edit: { code: 'outgoing-changed' } }, then: async (world) => {
    await press(world, 'Edit');
    await type(world, '#subject', 'Agenda for Friday');
    await press(world, 'Save changes');
  } },
  fetching: { mails: few, then: async (world) => {
    world.refuse({ content: { code: 'timed-out' } });
    await press(world, 'Edit');
  } },
};

export const rowsOf = (world: World): string[] => all(world, '.mail').map((row) => row.innerText.replaceAll(/[\u2068\u2069]/g, '').replaceAll(/\s+/g, ' ').trim());
