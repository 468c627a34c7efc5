import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closed, composeTransition, type Writing } from '../../../src/client/outgoing/compose-state.ts';
import { forecastAskOf, toDraft, type Draft, type MailToWrite, type TimeChoice } from '../../../src/client/outgoing/draft.ts';
import type { OutgoingClient } from '../../../src/client/outgoing/outgoing-client.ts';
import { queueWriting } from '../../../src/client/outgoing/queue-writing.ts';
import { succeed } from '../../../src/contract/index.ts';
import { givenOutgoing } from './given-outgoing.ts';

const anna = { address: 'anna@globex.example', zone: 'Europe/Stockholm' };
const mina = { address: 'Mina@globex.example', zone: 'Asia/Tokyo' };
const bob = { address: 'bob@globex.example' };
const eight: TimeChoice = { kind: 'other', date: '2026-03-05', time: '08:00', zone: 'Europe/Paris' };

const writingOf = (mail: MailToWrite, change: Partial<Draft> = {}): Writing => {
  const draft = { ...toDraft({ subject: 'Offer', connectionId: 'connection-000001', ...mail }), ...change };
  const state = composeTransition(closed, { do: 'write', draft, from: draft, key: 'key-of-anna' });
  assert.ok(state.kind === 'writing');
  return state;
};

/** What the service was asked for. */
const asked = async (writing: Writing): Promise<unknown> => {
  const bodies: unknown[] = [];
  const client = {
    queue: async (mail) => {
      bodies.push(mail);
      return succeed(givenOutgoing());
    },
    queueBatch: async (batch) => {
      bodies.push(batch);
      return succeed({ id: 'batch-00000000001', total: 0, sent: 0, waiting: 0, blocked: 0, failed: 0, mails: [] });
    },
  } satisfies Partial<OutgoingClient>;
  await queueWriting(client as unknown as OutgoingClient, writing, 'Europe/Paris', { id: 'draft-of-anna-0001', version: 2 });
  return bodies[0];
};
const at = (zone: string): unknown => ({ kind: 'at', wall: '2026-03-05T08:00', zone });

test('a time by the clock of each recipient is one in each zone that the host has named, and the sender’s elsewhere', async () => {
  const writing = writingOf({ to: [anna, mina, bob], separately: true }, { time: eight, byRecipient: true });
  assert.deepEqual(await asked(writing), {
    connectionId: 'connection-000001',
    key: 'key-of-anna',
    when: at('Europe/Paris'),
    mails: [
      { mail: { to: [{ address: anna.address }], subject: 'Offer', text: '' }, recipientZone: 'Europe/Stockholm', when: at('Europe/Stockholm') },
      { mail: { to: [{ address: mina.address }], subject: 'Offer', text: '' }, recipientZone: 'Asia/Tokyo', when: at('Asia/Tokyo') },
      { mail: { to: [bob], subject: 'Offer', text: '' }, when: at('Europe/Paris') },
    ],
    draft: { id: 'draft-of-anna-0001', version: 2 },
  });
  const forecast = forecastAskOf(writing.draft, 'Europe/Paris');
  assert.deepEqual(forecast?.mails.map(({ when, recipientZone }) => [when, recipientZone]), [[at('Europe/Stockholm'), 'Europe/Stockholm'], [at('Asia/Tokyo'), 'Asia/Tokyo'], [at('Europe/Paris'), undefined]]);
});

test('a time by the sender’s clock is one for all, and the service still knows where they live', async () => {
  const body = await asked(writingOf({ to: [anna, mina], separately: true }, { time: eight }));
  assert.deepEqual((body as { mails: { when?: unknown; recipientZone?: unknown }[] }).mails.map(({ when, recipientZone }) => [when, recipientZone]), [[undefined, 'Europe/Stockholm'], [undefined, 'Asia/Tokyo']]);
});

test('one mail leaves by the clock of its recipient', async () => {
  assert.deepEqual(await asked(writingOf({ to: [mina] }, { time: { kind: 'preset', wall: '2026-03-05T08:00' }, byRecipient: true, anyHour: true })), {
    connectionId: 'connection-000001',
    key: 'key-of-anna',
    mail: { to: [{ address: mina.address }], subject: 'Offer', text: '' },
    when: at('Asia/Tokyo'),
    recipientZone: 'Asia/Tokyo',
    anyHour: true,
    draft: { id: 'draft-of-anna-0001', version: 2 },
  });
});

test('at once is at once wherever somebody lives', async () => {
  assert.deepEqual((await asked(writingOf({ to: [mina] }, { byRecipient: true })) as { when: unknown }).when, { kind: 'now' });
});
