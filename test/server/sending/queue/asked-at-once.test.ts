import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { MailContent } from '../../../../src/contract/index.ts';
import { contentOf, decideMail, type Wish } from '../../../../src/server/sending/queue/decide-mail.ts';
import { queueBatch } from '../../../../src/server/sending/queue/queue-batch.ts';
import { queueMail } from '../../../../src/server/sending/queue/queue-mail.ts';
import { uploadAttachment } from '../../../../src/server/sending/channel/upload-attachment.ts';
import { openStore, type Store } from '../../../../src/server/store/open.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { ownDatabase } from '../../store/stores.ts';
import { caller, connectionId, givenSender, owner, type GivenSender } from '../given-sender.ts';

/** Two processes on one PostgreSQL: what they do together waits for each other, and never for ever. */
let stores: readonly Store[] = [];
let gmail: GivenGmail;
let sender: GivenSender;
const ends: (() => unknown)[] = [];

before(async () => {
  const url = await ownDatabase({ after: (end) => void ends.push(end) });
  for (let process = 0; process < 2; process += 1) {
    const opened = await openStore({ kind: 'postgres', url });
    assert.ok(opened.ok);
    stores = [...stores, opened.value];
  }
  gmail = await startGmail();
});
after(async () => {
  await gmail.close();
  for (const store of stores) await store.close();
  for (const end of ends) await end();
});
beforeEach(async () => {
  gmail.google.control.reset();
  assert.ok(stores[0]);
  sender = await givenSender(stores[0], { gmail });
});

const by = (process: number): GivenSender['ports'] => ({ ...sender.ports, database: stores[process % stores.length]?.database ?? sender.ports.database });
const mailAbout = (subject: string, attachments: readonly string[] = []): MailContent => ({ to: [{ address: 'anna.berg@globex.example' }], subject, text: 'x', attachments: [...attachments] });
const key = (name: string): string => `key-${name}-0000`;
const upload = async (name: string): Promise<string> => {
  const uploaded = await uploadAttachment(sender.ports, owner, { name, type: 'text/plain', content: 'eA==' });
  assert.ok(uploaded.ok);
  return uploaded.value.id;
};

test('of mails with one key that are asked for at once there is one, whatever they say', async () => {
  const file = await upload('a.txt');
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      queueMail(by(index), caller, { connectionId, key: key('once'), mail: mailAbout(`Text ${index}`, index % 2 === 0 ? [file] : []), when: { kind: 'now' } }),
    ),
  );
  const ids = new Set(answers.map((answer) => answer.ok && answer.value.id));
  assert.equal(ids.size, 1);
  const mails = await sender.mails();
  assert.equal(mails.length, 1);
  const { rows } = await sender.ports.database.executeQuery<{ outgoing_id: string }>(sender.ports.database.selectFrom('attachment_uses').select('outgoing_id').compile());
  assert.deepEqual(rows.filter(({ outgoing_id: id }) => id !== mails[0]?.id), []);
  const audited = await sender.ports.database.selectFrom('audit').selectAll().where('action', '=', 'mail-queued').execute();
  assert.equal(audited.length, 1);
});

test('of batches with one key that are asked for at once the first is the only one, with its own files and no other’s mails', async () => {
  const [first, second] = [await upload('a.txt'), await upload('b.txt')];
  const batch = (size: number, file: string): Parameters<typeof queueBatch>[2] => ({
    connectionId,
    key: key('batch'),
    when: { kind: 'now' },
    mails: Array.from({ length: size }, (_, index) => ({ mail: mailAbout(`${size} ${index}`, [file]) })),
  });
  const answers = await Promise.all([queueBatch(by(0), caller, batch(3, first)), queueBatch(by(1), caller, batch(9, second)), queueBatch(by(0), caller, batch(3, first)), queueBatch(by(1), caller, batch(9, second))]);
  const ids = new Set(answers.map((answer) => answer.ok && answer.value.id));
  assert.equal(ids.size, 1);
  const [answer] = answers;
  assert.ok(answer?.ok);
  const mails = await sender.mails();
  assert.equal(mails.length, answer.value.total);
  const uses = await sender.ports.database.selectFrom('attachment_uses').selectAll().execute();
  const file = mails.length === 3 ? first : second;
  assert.deepEqual([uses.length, uses.every((use) => use.attachment_id === file)], [mails.length, true]);
});

test('whoever queues, edits, uploads and sends with the same files at once never waits for ever', async () => {
  const files = [await upload('a.txt'), await upload('b.txt'), await upload('c.txt')];
  const turned = files.toReversed();
  const first = await sender.queue('First', { attachments: [...files] }, { kind: 'at', wall: '2027-03-03T09:00', zone: 'UTC' });
  for (let round = 0; round < 6; round += 1) {
    const mail = (await sender.mails()).find(({ id }) => id === first.id);
    assert.ok(mail);
    const answers = await Promise.all([
      ...[0, 1, 2, 3].map((index) =>
        queueMail(by(index), caller, { connectionId, key: key(`single-${round}-${index}`), mail: mailAbout(`Single ${round} ${index}`, index % 2 === 0 ? files : turned), when: { kind: 'now' } }),
      ),
      ...[0, 1].map((index) =>
        queueBatch(by(index), caller, {
          connectionId,
          key: key(`batch-${round}-${index}`),
          when: { kind: 'now' },
          mails: [...(index === 0 ? files : turned)].map((file) => ({ mail: mailAbout(`Batch ${round} ${index}`, [file]) })),
        }),
      ),
      decideMail(by(1), caller, mail.id, mail.version, { kind: 'edit', edit: { version: mail.version, mail: mailAbout('Edited', turned) } }),
      uploadAttachment(by(0), owner, { name: 'd.txt', type: 'text/plain', content: 'eA==' }),
    ]);
    assert.deepEqual(answers.filter(({ ok }) => !ok), []);
    sender.clock.advance(60_000);
    await Promise.all([sender.send(by(0)), sender.send(by(1)), sender.settle(by(0)), sender.settle(by(1))]);
  }
});

test('whatever a person wishes while a mail is leaving, it leaves at most once, and a mail that was taken back never', async () => {
  const wishes = [{ kind: 'cancel' }, { kind: 'send-now' }, { kind: 'decide', decision: { kind: 'cancel' } }, { kind: 'decide', decision: { kind: 'send' } }] as const;
  const subjects: string[] = [];
  for (let number = 0; number < 24; number += 1) {
    subjects.push(`Mail ${number}`);
    await sender.queue(`Mail ${number}`);
  }
  const mails = await sender.mails();
  await Promise.all([
    sender.send(by(0)),
    sender.send(by(1)),
    ...mails.map(async (mail, index) => {
      const wish = wishes[index % wishes.length];
      if (wish !== undefined) await decideMail(by(index), caller, mail.id, mail.version, wish);
    }),
    sender.settle(by(0)),
    sender.settle(by(1)),
  ]);
  for (let round = 0; round < 4; round += 1) {
    sender.clock.advance(60_000);
    await Promise.all([sender.send(by(0)), sender.send(by(1))]);
  }
  const states = await sender.states();
  const expected = new Map(subjects.flatMap((subject) => (states[subject] === 'sent' ? [[subject, 1] as const] : [])));
  assert.deepEqual(new Map([...sender.taken()].toSorted()), new Map([...expected].toSorted()));
  assert.deepEqual(Object.values(states).filter((state) => state !== 'sent' && state !== 'cancelled by-person'), []);
});

test('of two windows that edit a mail at once one is told, and the mail says what the other wrote', async () => {
  const tomorrow = { kind: 'at', wall: '2027-03-03T09:00', zone: 'UTC' } as const;
  for (let round = 0; round < 8; round += 1) {
    const mail = await sender.queue(`Round ${round}`, {}, tomorrow);
    const words = ['From one', 'From the other'];
    const answers = await Promise.all(
      words.map((text, index) => decideMail(by(index), caller, mail.id, mail.version, { kind: 'edit', edit: { version: mail.version, mail: { ...mailAbout(`Round ${round}`), text } } })),
    );
    const first = answers.findIndex(({ ok }) => ok);
    assert.deepEqual(answers.map((answer) => (answer.ok ? 'edited' : answer.failure.code)).toSorted(), ['edited', 'outgoing-changed']);
    const kept = await contentOf(sender.ports, caller, mail.id);
    assert.deepEqual(kept.ok && [kept.value.content.text, kept.value.mail.version], [words[first], mail.version + 1]);
  }
});

test('of one who takes a mail back and one who sends it now, at once, the first decides and the other is told', async () => {
  for (let round = 0; round < 8; round += 1) {
    const mail = await sender.queue(`Round ${round}`, {}, { kind: 'at', wall: '2027-03-03T09:00', zone: 'UTC' });
    const wish = (index: number, kind: 'cancel' | 'send-now') => decideMail(by(index), caller, mail.id, mail.version, { kind });
    const [takenBack, sentNow] = await Promise.all([wish(round, 'cancel'), wish(round + 1, 'send-now'), sender.send(by(0)), sender.send(by(1))]);
    sender.clock.advance(60_000);
    await sender.send();
    const state = (await sender.states())[`Round ${round}`];
    assert.deepEqual([takenBack.ok, sentNow.ok], state === 'sent' ? [false, true] : [true, false]);
    assert.equal(sender.taken().get(`Round ${round}`) ?? 0, state === 'sent' ? 1 : 0);
    const other = takenBack.ok ? sentNow : takenBack;
    assert.ok(!other.ok && ['outgoing-changed', 'outgoing-leaving', 'outgoing-ended'].includes(other.failure.code));
  }
});

test('while a mail is being handed to Gmail every wish is told that it is leaving, and it leaves as it was, once', async () => {
  const mail = await sender.queue('Renewal');
  const tomorrow = { kind: 'at', wall: '2027-03-03T09:00', zone: 'UTC' } as const;
  const wishes: readonly Wish[] = [
    { kind: 'cancel' },
    { kind: 'send-now' },
    { kind: 'edit', edit: { version: mail.version, mail: mailAbout('Other words') } },
    { kind: 'edit', edit: { version: mail.version, when: tomorrow } },
    { kind: 'decide', decision: { kind: 'cancel' } },
    { kind: 'decide', decision: { kind: 'send' } },
    { kind: 'decide', decision: { kind: 'sent' } },
    { kind: 'decide', decision: { kind: 'reschedule', when: tomorrow } },
  ];
  const usual = sender.ports.gmail;
  const told: unknown[] = [];
  const slow = {
    ...sender.ports,
    gmail: {
      ...usual,
      sendMail: async (...asked: Parameters<typeof usual.sendMail>) => {
        for (const wish of wishes) told.push(await sender.decide(mail, wish));
        await Promise.all([sender.send(by(1)), sender.settle(by(1))]);
        return usual.sendMail(...asked);
      },
    },
  };
  await sender.send(slow);
  assert.deepEqual(told, wishes.map(() => 'outgoing-leaving'));
  assert.deepEqual([await sender.states(), ...sender.taken()], [{ Renewal: 'sent' }, ['Renewal', 1]]);
});
