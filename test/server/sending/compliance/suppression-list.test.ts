import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { suppressionPageSchema, sendingEndpoints, suppressedSchema } from '../../../../src/contract/index.ts';
import { createApp } from '../../../../src/server/app.ts';
import { blockedAmong, blockReasonOf } from '../../../../src/server/sending/compliance/blocked-by.ts';
import { countDomains } from '../../../../src/server/sending/compliance/count-domains.ts';
import { suppressedPlace, takeSuppressions } from '../../../../src/server/sending/compliance/suppression-list.ts';
import { forecastOfBatch } from '../../../../src/server/sending/meter/forecast-of-batch.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { listSuppressions, suppress, unsuppress } from '../../../../src/server/store/suppressions.ts';
import { quickStore } from '../../connect/given-service.ts';
import { serviceOrigin } from '../../given-ports.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { mint, serverClaims } from '../../mint-token.ts';
import { connectionId, givenSender, owner, type GivenSender } from '../given-sender.ts';

let store: Store;
let gmail: GivenGmail;
let sender: GivenSender;

before(async () => {
  store = await quickStore();
  gmail = await startGmail();
});
after(async () => {
  await gmail.close();
  await store.close();
});
beforeEach(async () => {
  gmail.google.control.reset();
  sender = await givenSender(store, { gmail });
});

const ask = async (method: string, path: string, body?: object): Promise<{ readonly status: number; readonly body: unknown }> => {
  const token = await mint(serverClaims({ exp: Math.floor(sender.clock.now() / 1_000) + 300, iat: Math.floor(sender.clock.now() / 1_000) }));
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await createApp(sender.ports)(new Request(`${serviceOrigin}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }));
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
};

const places: readonly (readonly [string, string | undefined])[] = [
  [' Anna@Globex.Example ', 'anna@globex.example'],
  ['@Globex.example', 'globex.example'],
  ['anna@münchen.example', 'anna@xn--mnchen-3ya.example'],
  ['MÜNCHEN.example', 'xn--mnchen-3ya.example'],
  ['xn--mnchen-3ya.example', 'xn--mnchen-3ya.example'],
  ['no domain', undefined],
  ['127.0.0.1', undefined],
  ['anna@', undefined],
  ['', undefined],
  ['a\0b@globex.example', undefined],
];
test('what is suppressed is spelt as it is looked for, however it was written', () => {
  for (const [written, place] of places) assert.equal(suppressedPlace(written), place, written);
});

test('a domain of other letters is blocked in either spelling, for what waits, what is queued and what is forecast', async () => {
  await takeSuppressions(sender.ports, owner, [{ what: 'münchen.example', cause: 'blocked-domain' }]);
  const blocked = await blockedAmong(store.database, owner, ['Anna@MÜNCHEN.example', 'anna@sales.xn--mnchen-3ya.example', 'anna@globex.example']);
  assert.deepEqual([...blocked], [['anna@xn--mnchen-3ya.example', 'blocked-domain'], ['anna@sales.xn--mnchen-3ya.example', 'blocked-domain']]);
  await sender.queue('Hello', { to: [{ address: 'anna@münchen.example' }] });
  assert.deepEqual(await sender.states(), { Hello: 'blocked blocked-domain' });
  const forecast = await forecastOfBatch(sender.ports, owner, connectionId, { when: { kind: 'now' }, mails: [{ recipients: [{ address: 'anna@münchen.example' }] }] });
  assert.deepEqual(forecast.ok && forecast.value.blocked, [{ index: 0, address: 'anna@münchen.example', code: 'blocked-domain' }]);
});

test('of several causes the gravest is named, with everybody who is meant', () => {
  const blocked = new Map([['a@x.example', 'bounced'], ['b@x.example', 'unsubscribed'], ['c@x.example', 'blocked-domain']] as const);
  assert.deepEqual(blockReasonOf(['a@x.example', 'b@x.example', 'd@x.example'], blocked), { code: 'unsubscribed', addresses: ['a@x.example', 'b@x.example'] });
  assert.equal(blockReasonOf(['d@x.example'], blocked), undefined);
});

test('a bounce gives way to a person’s own word, and nothing else does', async () => {
  const what = 'anna@globex.example';
  const at = sender.clock.now();
  const causeAfter = async (cause: 'bounced' | 'unsubscribed' | 'blocked-address'): Promise<unknown> => {
    await suppress(store.database, owner, [{ what, cause, at }]);
    return (await blockedAmong(store.database, owner, [what])).get(what);
  };
  assert.deepEqual([await causeAfter('bounced'), await causeAfter('unsubscribed'), await causeAfter('bounced'), await causeAfter('blocked-address')], ['bounced', 'unsubscribed', 'unsubscribed', 'unsubscribed']);
});

test('the list of an organisation is its own: no other organisation and no other tenant reads, meets or shortens it', async () => {
  const what = 'anna@globex.example';
  await suppress(store.database, owner, [{ what, cause: 'unsubscribed', at: sender.clock.now() }]);
  for (const other of [{ ...owner, org: 'org-2' }, { ...owner, tenant: 'beta' }]) {
    assert.deepEqual([...(await blockedAmong(store.database, other, [what]))], []);
    assert.deepEqual(await listSuppressions(store.database, other, '', 10), []);
    assert.equal(await unsuppress(store.database, other, [what]), 0);
  }
  assert.equal(await unsuppress(store.database, owner, [what], 'bounced'), 0);
  assert.deepEqual((await listSuppressions(store.database, owner, '', 10)).map((each) => each.what), [what]);
});

test('lists with the same names in any order are taken together, each name once', async () => {
  const entries = Array.from({ length: 2_000 }, (_, index) => ({ what: `p${index}@globex.example`, cause: 'blocked-address' as const }));
  const taken = await Promise.all([entries, entries.toReversed(), entries.toSorted(() => 0.5)].map((list) => takeSuppressions(sender.ports, owner, list)));
  assert.deepEqual([taken.reduce((sum, { added }) => sum + added, 0), taken.flatMap(({ refused }) => refused)], [2_000, []]);
});

test('a list of a hundred thousand keeps no mail waiting, and is paged through by name', async () => {
  const at = sender.clock.now();
  await suppress(store.database, owner, Array.from({ length: 100_000 }, (_, index) => ({ what: `p${String(index).padStart(6, '0')}@globex.example`, cause: 'bounced' as const, at })));
  const blocked = await blockedAmong(store.database, owner, ['p050000@globex.example', 'anna@globex.example']);
  assert.deepEqual([...blocked.keys()], ['p050000@globex.example']);
  const first = await ask('GET', `${sendingEndpoints.backendSuppressions}?org=${owner.org}`);
  const page = suppressionPageSchema.parse(first.body);
  assert.deepEqual([page.entries.length, page.next], [1_000, 'p000999@globex.example']);
  const second = suppressionPageSchema.parse((await ask('GET', `${sendingEndpoints.backendSuppressions}?org=${owner.org}&after=${encodeURIComponent(page.next ?? '')}`)).body);
  assert.equal(second.entries[0]?.what, 'p001000@globex.example');
});

test('what is nonsense in a list is named by its place, and nonsense in a question is refused', async () => {
  const answer = await ask('POST', sendingEndpoints.backendSuppressions, {
    org: owner.org,
    entries: [{ what: 'anna@globex.example', cause: 'blocked-domain' }, { what: 'globex.example', cause: 'bounced' }, { what: 'globex.example', cause: 'blocked-domain' }, { what: '\u0000', cause: 'blocked-address' }],
  });
  assert.deepEqual([answer.status, suppressedSchema.parse(answer.body)], [200, { added: 1, known: 0, refused: [0, 1, 3] }]);
  for (const query of ['org=%00', `org=${owner.org}&after=%00`, 'org=']) assert.equal((await ask('GET', `${sendingEndpoints.backendSuppressions}?${query}`)).status, 400, query);
  assert.equal((await ask('GET', `${sendingEndpoints.backendCompliance}?org=%00`)).status, 400);
  assert.equal((await ask('POST', sendingEndpoints.backendUnsuppress, { org: '\u0000', what: ['x'] })).status, 400);
  assert.equal((await ask('POST', sendingEndpoints.backendUnsuppress, { org: owner.org, what: ['@GLOBEX.example', '\u0000'] })).status, 204);
  assert.equal((await blockedAmong(store.database, owner, ['anna@globex.example'])).size, 0);
});

test('mail to personal Gmail addresses counts for the domain of its sender, for a day', async () => {
  await sender.queue('Personal', { to: [{ address: 'a@gmail.com' }, { address: 'b@googlemail.com' }, { address: 'c@globex.example' }] });
  await sender.send();
  const counted = await countDomains(sender.ports, owner);
  assert.deepEqual(counted.map(({ domain, toPersonalGmail }) => [domain, toPersonalGmail]), [['northpeak.example', 2]]);
  sender.clock.advance(86_400_001);
  assert.deepEqual(await countDomains(sender.ports, owner), []);
});
