import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { UploadFailure } from '../../../src/client/outgoing/attachments-client.ts';
import { Uploads } from '../../../src/client/outgoing/uploads.ts';
import { fail, succeed, type Attachment } from '../../../src/contract/index.ts';
import { givenClock, settle, type GivenClock } from '../given-clock.ts';
import { givenPage, type GivenPage } from '../given-page.ts';

interface Sending {
  readonly name: string;
  readonly onSent: (share: number) => void;
  readonly signal: AbortSignal;
  readonly end: (failure?: UploadFailure) => Promise<void>;
}

let clock: GivenClock;
let page: GivenPage;
let sending: Sending[];
let uploaded: string[];
let signedIn: string | undefined;
let uploads: Uploads;

beforeEach(() => {
  clock = givenClock();
  page = givenPage();
  sending = [];
  uploaded = [];
  signedIn = 'lea';
  let keys = 0;
  uploads = new Uploads({
    clock,
    page,
    userKey: () => 'lea',
    drafts: { userKey: async () => signedIn },
    newKey: () => `key ${(keys += 1)}`,
    onChange: () => undefined,
    onUploaded: ({ name }) => uploaded.push(name),
    attachments: {
      list: async () => succeed([]),
      upload: ({ name, size, type }, onSent, signal) =>
        new Promise((resolve) => {
          const attachment: Attachment = { id: `upload-000000-${name}`, name, size, type, keptUntil: '2026-03-06T12:00:00.000Z' };
          sending.push({
            name,
            onSent,
            signal,
            end: async (failure) => {
              resolve(failure ? fail(failure) : succeed(attachment));
              await settle();
            },
          });
        }),
    },
  });
});

const file = (name: string, bytes = 10): File => new File([new Uint8Array(bytes)], name);
const stands = (): unknown[] => uploads.list.map(({ name, stand }) => [name, stand.kind]);
const add = async (...files: readonly File[]): Promise<void> => {
  uploads.add(files, []);
  await settle();
};

test('files go one after the other, and each is the draft’s when it has arrived', async () => {
  await add(file('one.txt'), file('two.txt'));
  assert.deepEqual([stands(), sending.length], [[['one.txt', 'sending'], ['two.txt', 'waiting']], 1]);
  sending[0]?.onSent(0.4);
  assert.deepEqual(uploads.list[0]?.stand, { kind: 'sending', share: 0.4 });
  assert.ok(uploads.isBusy);
  await sending[0]?.end();
  assert.deepEqual([stands(), uploaded], [[['two.txt', 'sending']], ['one.txt']]);
  await sending[1]?.end();
  assert.deepEqual([stands(), uploaded, uploads.isBusy], [[], ['one.txt', 'two.txt'], false]);
});

test('what Gmail would not take is never uploaded, and holds nothing up', async () => {
  await add(file('setup.exe'), file('one.txt'));
  assert.deepEqual(stands(), [['setup.exe', 'refused'], ['one.txt', 'sending']]);
  await sending[0]?.end();
  assert.deepEqual([uploads.isBusy, uploads.hasFailed, sending.length], [false, false, 1]);
});

test('a file that failed lets the next one go, and goes again when the person says so', async () => {
  await add(file('one.txt'), file('two.txt'));
  await sending[0]?.end({ code: 'file-unreadable' });
  assert.deepEqual([stands(), uploads.hasFailed], [[['one.txt', 'failed'], ['two.txt', 'sending']], true]);
  uploads.retry('key 1');
  assert.deepEqual(stands(), [['one.txt', 'waiting'], ['two.txt', 'sending']]);
  await sending[1]?.end();
  await sending[2]?.end();
  assert.deepEqual([stands(), uploaded], [[], ['two.txt', 'one.txt']]);
});

test('without a network a file goes again when the person comes back, once', async () => {
  await add(file('one.txt'));
  await sending[0]?.end({ code: 'network-failed' });
  page.comeBack();
  await settle();
  assert.deepEqual([stands(), sending.length, page.listeners()], [[['one.txt', 'sending']], 2, 0]);
});

test('a service that asks for patience is given it', async () => {
  await add(file('one.txt'));
  await sending[0]?.end({ code: 'too-many-requests', retryAfterSeconds: 20 });
  await clock.advance(19_000);
  assert.equal(sending.length, 1);
  await clock.advance(1_000);
  assert.equal(sending.length, 2);
});

test('a file that is removed on its way ends there, and the next one goes', async () => {
  await add(file('one.txt'), file('two.txt'));
  uploads.drop('key 1');
  assert.ok(sending[0]?.signal.aborted);
  sending[0]?.onSent(0.9);
  await sending[0]?.end();
  assert.deepEqual([stands(), uploaded], [[['two.txt', 'sending']], []]);
});

test('a form that is closed ends everything, and the next one begins anew', async () => {
  await add(file('one.txt'), file('two.txt'));
  uploads.clear();
  assert.ok(sending[0]?.signal.aborted);
  await sending[0]?.end();
  assert.deepEqual([stands(), uploaded], [[], []]);
  await add(file('three.txt'));
  await sending[1]?.end();
  assert.deepEqual(uploaded, ['three.txt']);
});

test('a file of one person is never given to another who has signed in since', async () => {
  signedIn = 'max';
  await add(file('one.txt'));
  assert.deepEqual([sending.length, uploads.list[0]?.stand], [0, { kind: 'failed', failure: { code: 'session-failed' } }]);
});
