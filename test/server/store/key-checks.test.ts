import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readinessOf } from '../../../src/server/operations/readiness.ts';
import { inspectStore } from '../../../src/server/store/inspect.ts';
import { checkKeys, noteFirstKey } from '../../../src/server/store/key-checks.ts';
import { createKeyring } from '../../../src/server/store/keyring.ts';
import { migrations } from '../../../src/server/store/migrations.ts';
import { openStore } from '../../../src/server/store/open.ts';
import { countedRandom, deadDatabase } from '../given-ports.ts';
import { ownDatabase, ownDirectory } from './stores.ts';

const random = countedRandom();
const key = (id: string, fill: number) => ({ id, bytes: new Uint8Array(32).fill(fill) });

test('a key whose bytes were swapped under its id is noticed, one that was taken away is named', async (t) => {
  const opened = await openStore({ kind: 'postgres', url: await ownDatabase(t) });
  assert.ok(opened.ok);
  const { database, close } = opened.value;
  t.after(close);
  await noteFirstKey(database, createKeyring([key('a', 1)], random));
  const rotated = createKeyring([key('b', 2), key('a', 1)], random);
  await noteFirstKey(database, rotated);
  await noteFirstKey(database, rotated);
  assert.deepEqual(await checkKeys(database, rotated), [
    { keyId: 'a', state: 'ready' },
    { keyId: 'b', state: 'ready' },
  ]);
  assert.deepEqual(await readinessOf({ database, keyring: rotated }), { database: 'ready', keys: 'ready' });

  const swapped = createKeyring([key('b', 3)], random);
  assert.deepEqual(await checkKeys(database, swapped), [
    { keyId: 'a', state: 'missing' },
    { keyId: 'b', state: 'unreadable' },
  ]);
  assert.deepEqual(await readinessOf({ database, keyring: swapped }), { database: 'ready', keys: 'unreadable' });
});

test('a service without its database is not ready, and says so', async () => {
  const keyring = createKeyring([key('a', 1)], random);
  assert.deepEqual(await readinessOf({ database: deadDatabase(), keyring }), { database: 'unreachable', keys: 'unknown' });
});

test('a look at a database changes nothing in it', async (t) => {
  const url = await ownDatabase(t);
  const names = migrations.map(({ name }) => name);
  const empty = { kind: 'present', pendingMigrations: names, unknownMigrations: [], keys: [], sending: undefined };
  assert.deepEqual(await inspectStore({ kind: 'postgres', url }, [key('a', 1)], random), empty);
  assert.deepEqual(await inspectStore({ kind: 'postgres', url }, [key('a', 1)], random), empty);
  assert.deepEqual(await inspectStore({ kind: 'postgres', url: 'postgres://127.0.0.1:1/x' }, [key('a', 1)], random), { kind: 'unreachable' });
});

test('a data directory that is a file is unusable before the first start already', async (t) => {
  const file = join(ownDirectory(t), 'data');
  writeFileSync(file, '');
  assert.deepEqual(await inspectStore({ kind: 'embedded', directory: file }, [key('a', 1)], random), { kind: 'unusable' });
  const below = join(file, 'service');
  assert.deepEqual(await inspectStore({ kind: 'embedded', directory: below }, [key('a', 1)], random), { kind: 'unusable' });
});

test('an embedded database is absent until it was started, in use while it runs, and then open to a look', async (t) => {
  const location = { kind: 'embedded', directory: ownDirectory(t) } as const;
  assert.deepEqual(await inspectStore(location, [key('a', 1)], random), { kind: 'absent' });
  const opened = await openStore(location);
  assert.ok(opened.ok);
  await noteFirstKey(opened.value.database, createKeyring([key('a', 1)], random));
  assert.deepEqual(await inspectStore(location, [key('a', 1)], random), { kind: 'in-use' });
  await opened.value.close();
  assert.deepEqual(await inspectStore(location, [key('a', 1)], random), {
    kind: 'present',
    pendingMigrations: [],
    unknownMigrations: [],
    keys: [{ keyId: 'a', state: 'ready' }],
    sending: { waiting: 0, overdue: 0, held: 0, unclear: 0, parked: 0, presumed: 0 },
  });
});
