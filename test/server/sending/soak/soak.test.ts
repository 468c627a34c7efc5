import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStore, type Store } from '../../../../src/server/store/open.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { ownDatabase } from '../../store/stores.ts';
import { runOnce, type RunResult } from './one-run.ts';

/** The short version of `npm run soak:send`. */
const runs = 25;

let store: Store;
let gmail: GivenGmail;
const ends: (() => unknown)[] = [];

before(async () => {
  const opened = await openStore({ kind: 'postgres', url: await ownDatabase({ after: (end) => void ends.push(end) }) });
  if (!opened.ok) throw new TypeError(`Failed to open the database: ${opened.failure.code}`);
  store = opened.value;
  gmail = await startGmail();
});
after(async () => {
  await gmail.close();
  await store.close();
  for (const end of ends) await end();
});

test(`in ${runs} runs with dying processes, lost answers and limits no mail is lost and none is sent twice`, async (t) => {
  const results: RunResult[] = [];
  for (let seed = 1; seed <= runs; seed += 1) results.push(await runOnce(store, gmail, seed));
  const sum = (count: (result: RunResult) => number): number => results.reduce((total, result) => total + count(result), 0);
  t.diagnostic(`${sum(({ mails }) => mails)} mails, ${sum(({ sent }) => sent)} sent, ${sum(({ held }) => held)} ask a person, ${sum(({ deaths }) => deaths)} deaths, ${sum(({ faults }) => faults)} faults`);
  assert.deepEqual(results.flatMap(({ seed, wrong }) => wrong.map((each) => `run ${seed}: ${each}`)), []);
  // A soak in which nothing goes wrong shows nothing.
  assert.ok(sum(({ deaths }) => deaths) > runs && sum(({ faults }) => faults) > runs);
});
