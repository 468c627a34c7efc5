import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { writeAudit } from '../../../src/server/store/audit.ts';
import { isDatabaseDown } from '../../../src/server/store/database-failure.ts';
import { migrate } from '../../../src/server/store/migrate.ts';
import type { Migration } from '../../../src/server/store/migration.ts';
import { migrations } from '../../../src/server/store/migrations.ts';
import { connectStore, openStore, type Store, type StoreLocation } from '../../../src/server/store/open.ts';
import { noon } from '../given-ports.ts';
import { ownDatabase, ownDirectory, ownEmbedded, type Cleanup } from './stores.ts';

const open = async (location: StoreLocation, t: Cleanup): Promise<Store> => {
  const opened = await openStore(location);
  assert.ok(opened.ok, JSON.stringify(opened));
  t.after(() => opened.value.close());
  return opened.value;
};

const lastMigration: Migration = {
  name: '9999-of-tomorrow',
  up: async (database) => {
    await database.schema.createTable('of_tomorrow').addColumn('id', 'text').execute();
  },
};

const kinds: readonly (readonly [string, (t: Cleanup) => Promise<StoreLocation>])[] = [
  ['PostgreSQL', async (t) => ({ kind: 'postgres', url: await ownDatabase(t) })],
  ['an embedded database', async (t) => ({ kind: 'embedded', directory: await ownEmbedded(t) })],
];

for (const [kind, locate] of kinds) {
  test(`${kind} keeps rows from one start to the next`, async (t) => {
    const location = await locate(t);
    const first = await open(location, t);
    await writeAudit(first.database, { at: noon, tenant: 'acme', action: 'flow-prepared', result: 'done', jti: 'j1' });
    await first.close();
    const second = await open(location, t);
    const rows = await second.database.selectFrom('audit').selectAll().execute();
    assert.deepEqual(rows, [
      {
        id: 1,
        at: new Date(noon),
        tenant: 'acme',
        org: null,
        crm_user: null,
        action: 'flow-prepared',
        result: 'done',
        jti: 'j1',
        flow_id: null,
        connection_id: null,
      },
    ]);
    const counted = await sql<{ count: number }>`select count(*) as count from audit`.execute(second.database);
    assert.deepEqual(counted.rows, [{ count: 1 }]);
  });

  test(`${kind} that a newer version set up is refused`, async (t) => {
    const location = await locate(t);
    const newer = await openStore(location, [...migrations, lastMigration]);
    assert.ok(newer.ok);
    await newer.value.close();
    assert.deepEqual(await openStore(location), { ok: false, failure: { code: 'schema-newer', names: ['9999-of-tomorrow'] } });
  });

  test(`a migration that fails leaves ${kind} as it was, and the next start tries it again`, async (t) => {
    const location = await locate(t);
    await (await open(location, t)).close();
    const failing: Migration = {
      name: lastMigration.name,
      up: async (database) => {
        await lastMigration.up(database);
        throw new RangeError('interrupted');
      },
    };
    await assert.rejects(openStore(location, [...migrations, failing]), RangeError);
    const again = await openStore(location, [...migrations, lastMigration]);
    assert.ok(again.ok);
    await again.value.close();
  });
}

test('processes that start together on PostgreSQL migrate it once', async (t) => {
  const url = await ownDatabase(t);
  let runs = 0;
  const counted = [...migrations, lastMigration].map((migration) => ({
    name: migration.name,
    up: (database: Parameters<Migration['up']>[0]) => {
      runs += 1;
      return migration.up(database);
    },
  }));
  const opened = await Promise.all([1, 2, 3, 4].map(() => openStore({ kind: 'postgres', url }, counted)));
  for (const store of opened) {
    assert.ok(store.ok);
    await store.value.close();
  }
  assert.equal(runs, counted.length);
});

test('what one process migrates, another that is in the middle finds done', async (t) => {
  const location: StoreLocation = { kind: 'postgres', url: await ownDatabase(t) };
  const first = connectStore(location);
  const second = connectStore(location);
  assert.ok(first.ok && second.ok);
  t.after(() => Promise.all([first.value.close(), second.value.close()]));
  const both = await Promise.all([migrate(first.value.database, migrations), migrate(second.value.database, migrations)]);
  const applied = both.flatMap((result) => (result.ok ? result.value : ['failed']));
  assert.deepEqual([...applied].sort(), migrations.map(({ name }) => name).sort());
});

test('migrations have names that differ and stand in order', () => {
  const names = migrations.map(({ name }) => name);
  assert.deepEqual([...new Set(names)].sort(), names);
});

test('a second process on an embedded database is refused, and let in once the first has ended', async (t) => {
  const location: StoreLocation = { kind: 'embedded', directory: await ownEmbedded(t) };
  const first = await open(location, t);
  const inUse = { ok: false, failure: { code: 'directory-in-use', directory: location.directory } };
  assert.deepEqual(await openStore(location), inUse);
  assert.deepEqual(await openStore({ ...location, directory: join(location.directory, '.') }), inUse);
  await first.close();
  await open(location, t);
});

test('the lock of a process that was killed holds nobody up, and no row that it acknowledged is lost', async (t) => {
  const directory = await ownEmbedded(t);
  const program = `
    const { openStore } = await import('${new URL('../../../src/server/store/open.ts', import.meta.url).href}');
    const { writeAudit } = await import('${new URL('../../../src/server/store/audit.ts', import.meta.url).href}');
    const store = await openStore({ kind: 'embedded', directory: ${JSON.stringify(directory)} });
    await writeAudit(store.value.database, { at: 0, tenant: 'acme', action: 'flow-prepared', result: 'done' });
    console.log('written');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const location: StoreLocation = { kind: 'embedded', directory };
  assert.deepEqual(await openStore(location), { ok: false, failure: { code: 'directory-in-use', directory } });
  child.kill('SIGKILL');
  await once(child, 'exit');
  const store = await open(location, t);
  assert.equal((await store.database.selectFrom('audit').select('tenant').execute()).length, 1);
});

test('a directory that cannot be one is said to be unusable', async (t) => {
  const directory = join(ownDirectory(t), 'file');
  writeFileSync(directory, '');
  assert.deepEqual(await openStore({ kind: 'embedded', directory }), { ok: false, failure: { code: 'directory-unusable', directory } });
});

test('a directory whose files are damaged is unusable, and its lock is given back', async (t) => {
  const directory = ownDirectory(t);
  mkdirSync(join(directory, 'database'));
  writeFileSync(join(directory, 'database', 'PG_VERSION'), 'damaged');
  const unusable = { ok: false, failure: { code: 'directory-unusable', directory } };
  assert.deepEqual(await openStore({ kind: 'embedded', directory }), unusable);
  assert.deepEqual(await openStore({ kind: 'embedded', directory }), unusable);
});

test('a PostgreSQL that is not there, or not for us, is unreachable', async (t) => {
  const url = new URL(await ownDatabase(t));
  const wrongName = new URL('/no_such_database', url).href;
  const wrongPassword = new URL(url);
  wrongPassword.password = 'wrong';
  for (const wrong of ['postgres://nobody@127.0.0.1:1/none', wrongName, wrongPassword.href]) {
    assert.deepEqual(await openStore({ kind: 'postgres', url: wrong }), { ok: false, failure: { code: 'database-unreachable' } });
  }
});

test('a database that ends under a query is down; a question it refuses is not', async (t) => {
  const store = await open({ kind: 'postgres', url: await ownDatabase(t) }, t);
  const thrownBy = async (statement: ReturnType<typeof sql>): Promise<unknown> => {
    try {
      await statement.execute(store.database);
    } catch (error) {
      return error;
    }
    return undefined;
  };
  assert.equal(isDatabaseDown(await thrownBy(sql`select * from no_such_table`)), false);
  await sql`insert into schema_migrations (name) values ('twice')`.execute(store.database);
  assert.equal(isDatabaseDown(await thrownBy(sql`insert into schema_migrations (name) values ('twice')`)), false);
  assert.equal(isDatabaseDown(await thrownBy(sql`select pg_terminate_backend(pg_backend_pid())`)), true);
});

test('a connection that breaks between two queries of a transaction fails the second, and nothing else', async (t) => {
  const store = await open({ kind: 'postgres', url: await ownDatabase(t) }, t);
  const broken = store.database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(store.database);
    await writeAudit(transaction, { at: noon, tenant: 'acme', action: 'flow-prepared', result: 'done' });
  });
  await assert.rejects(broken, isDatabaseDown);
  assert.deepEqual(await store.database.selectFrom('audit').selectAll().execute(), []);
});

test('after it was closed a store is down', async (t) => {
  for (const location of await Promise.all(kinds.map(([, locate]) => locate(t)))) {
    const store = await open(location, t);
    await store.close();
    await assert.rejects(store.database.selectFrom('audit').select('id').execute(), isDatabaseDown);
  }
});
