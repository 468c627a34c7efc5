import { givenConnection, givenForecast, givenOutgoing } from '../../client/outgoing/given-outgoing.ts';
import { everyState, today } from './every-state.ts';
import type { OutgoingMail, OutgoingState, ReadDraft } from '../../../src/contract/index.ts';
import { all, attach, fileOf, press, type } from './given-scheduler.ts';
import type { Given, World } from './scheduler-world.ts';

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

const keptDrafts = (): Map<string, ReadDraft> =>
  new Map(
    [today('09:14'), '2026-03-02T16:40:00.000Z'].map((savedAt, index) => {
      const id = `draft-${savedAt.slice(0, 10)}-000001`;
      return [id, { id, version: 3 + index, savedAt, draft: { mail: { to: [{ name: 'Anna Lindqvist', address: 'anna@globex.example' }], subject: 'Your renewal', text: 'Hello Anna,\n\nShall we keep' } } }];
    }),
  );

/** Mails of one batch: so many sent, waiting, blocked and failed. */
const batchOf = (sent: number, waiting: number, blocked: number, failed: number): readonly OutgoingMail[] => {
  const at = today('12:00');
  const one = (index: number, state: OutgoingState): OutgoingMail => givenOutgoing({ batchId: 'batch-of-spring-01', subject: 'Spring offer for your team', to: [{ name: `Person ${index}`, address: `person${index}@globex.example` }], dueAt: at, state });
  const many = (count: number, state: (index: number) => OutgoingState): OutgoingMail[] => Array.from({ length: count }, (_, index) => one(index, state(index)));
  return [
    ...many(sent, () => ({ kind: 'sent', at })),
    ...many(waiting, (index) => ({ kind: 'waiting', because: 'messagesPerDay', leavesAt: today(`14:${String(10 + (index % 40)).padStart(2, '0')}`) })),
    ...many(blocked, () => ({ kind: 'blocked', at, reason: { code: 'unsubscribed', addresses: ['tom@mail.example'] } })),
    ...many(failed, () => ({ kind: 'failed', at, reason: { code: 'refused-by-gmail' } })),
  ];
};

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
  'a batch leaves': { mails: [...few, ...batchOf(41, 77, 1, 1)] },
  'a batch shown': { mails: [...few, ...batchOf(2, 3, 1, 1)], then: (world) => press(world, 'Show the emails') },
  'files attached': { slowUploads: true, then: async (world) => {
    await written(world);
    await attach(world, fileOf('Offer for Globex, second version with the new terms.pdf', 2_400_000));
    await world.arrive();
    await attach(world, fileOf('setup.exe', 12_000), fileOf('prices.xlsx', 48_000), fileOf('film.mov', 26 * 1024 * 1024));
  } },
  'upload failed': { refuses: { upload: { code: 'network-failed' } }, then: async (world) => {
    await written(world);
    await attach(world, fileOf('offer.pdf', 2_400_000));
    await press(world, 'Send');
  } },
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
    await press(world, 'Discard draft');
  } },
  'draft is here again': { drafts: keptDrafts(), then: (world) => press(world, 'New email') },
  'drafts are kept': { drafts: keptDrafts(), then: async (world) => {
    await press(world, 'New email');
    await press(world, 'Write another');
  } },
  'draft changed elsewhere': { then: async (world) => {
    await written(world);
    const [draft] = [...world.drafts.values()];
    if (draft) world.drafts.set(draft.id, { ...draft, version: draft.version + 1 });
    await type(world, '.text', 'Hello Anna, one more thing');
    await world.pass();
  } },
  'draft not saved': { then: async (world) => {
    await written(world);
    world.offline(true);
    await type(world, '.text', 'Hello Anna, one more thing');
    await world.pass();
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
