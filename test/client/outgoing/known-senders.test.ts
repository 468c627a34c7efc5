import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KnownSenders } from '../../../src/client/outgoing/known-senders.ts';
import { fail, succeed } from '../../../src/contract/index.ts';
import { settle } from '../given-clock.ts';

const { signal } = new AbortController();

test('the addresses of a mailbox are asked for once, and again only where nobody answered', async () => {
  const asked: string[] = [];
  let isOffline = true;
  let changes = 0;
  const senders = new KnownSenders(
    {
      senders: async (connectionId) => {
        asked.push(connectionId);
        return isOffline ? fail({ code: 'network-failed' }) : succeed(['lea@northpeak.example', 'sales@northpeak.example']);
      },
    },
    () => (changes += 1),
  );
  senders.learn('connection-1', signal);
  await settle();
  assert.deepEqual([senders.of('connection-1'), senders.of(undefined)], [[], []]);
  isOffline = false;
  senders.learn('connection-1', signal);
  senders.learn('connection-1', signal);
  await settle();
  senders.learn('connection-1', signal);
  senders.learn(undefined, signal);
  assert.deepEqual([asked, senders.of('connection-1'), changes], [['connection-1', 'connection-1'], ['lea@northpeak.example', 'sales@northpeak.example'], 1]);
});
