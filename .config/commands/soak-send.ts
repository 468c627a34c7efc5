// npm run soak:send [-- runs [first seed]]: mailboxes on bad days, by default 1,000 of them. Google's own record is the judge.
import { openStore } from '../../src/server/store/open.ts';
import { startGmail } from '../../test/server/google/given-gmail.ts';
import { runOnce, type RunResult } from '../../test/server/sending/soak/one-run.ts';
import { ownDatabase } from '../../test/server/store/stores.ts';
import { startPostgres } from '../machine/postgres.ts';

const usualRuns = 1_000;
const [runs = usualRuns, first = 1] = process.argv.slice(2).map(Number);

const postgres = await startPostgres();
process.env['GCK_TEST_DATABASE_URL'] = postgres.url;
const ends: (() => unknown)[] = [];
const opened = await openStore({ kind: 'postgres', url: await ownDatabase({ after: (end) => void ends.push(end) }) });
if (!opened.ok) throw new Error(`The database did not open: ${opened.failure.code}`);
const gmail = await startGmail();

const results: RunResult[] = [];
const sum = (count: (result: RunResult) => number): number => results.reduce((total, result) => total + count(result), 0);
for (let seed = first; seed < first + runs; seed += 1) {
  const result = await runOnce(opened.value, gmail, seed);
  results.push(result);
  for (const wrong of result.wrong) console.log(`Run ${seed}: ${wrong}`);
  if (results.length % 50 === 0) console.log(`${results.length} of ${runs} runs, ${sum(({ wrong }) => wrong.length)} wrong`);
}
console.log(
  [
    `${results.length} runs, ${sum(({ mails }) => mails)} mails, ${sum(({ deaths }) => deaths)} processes died, ${sum(({ faults }) => faults)} answers lost or refused.`,
    `${sum(({ sent }) => sent)} sent, ${sum(({ held }) => held)} ask a person, ${sum(({ failed }) => failed)} refused by Gmail, ${sum(({ cancelled }) => cancelled)} taken back.`,
    `${sum(({ wrong }) => wrong.length)} lost, doubled or unexplained.`,
  ].join('\n'),
);
await gmail.close();
await opened.value.close();
for (const end of ends) await end();
await postgres.stop();
process.exitCode = sum(({ wrong }) => wrong.length) === 0 ? 0 : 1;
