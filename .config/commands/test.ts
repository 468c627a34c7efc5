// npm test [-- --only types,node]: builds, then checks everything, and closes with the numbers.
import { buildParts } from '../build/parts.ts';
import { BrowserMissing } from '../machine/chromium.ts';
import { DatabaseMissing, startPostgres, type Postgres } from '../machine/postgres.ts';
import { runBrowserTests } from '../stages/browser-tests.ts';
import { lint } from '../stages/lint.ts';
import { runEndToEndTests, runHouseTests, runNodeTests } from '../stages/node-tests.ts';
import { check, chooseStages, closingLine, sum, type Counts, type StageName } from '../stages/stage.ts';
import { checkTypes } from '../stages/types.ts';

let database: Promise<Postgres> | undefined;
const postgres = (): Promise<Postgres> => (database ??= startPostgres());
const stopPostgres = async (): Promise<void> => {
  await (await database?.catch(() => undefined))?.stop();
};

const stages: Record<StageName, () => Promise<Counts>> = {
  build: async () => check(await buildParts([])),
  types: checkTypes,
  lint,
  house: runHouseTests,
  node: async () => runNodeTests(await postgres()),
  browser: runBrowserTests,
  e2e: async () => runEndToEndTests(await postgres()),
};

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** A stage that throws has failed; the ones after it run all the same, so that one run tells everything. */
const runStage = async (name: StageName): Promise<Counts> => {
  const startedAt = performance.now();
  console.log(`\n── ${name}`);
  const counts = await stages[name]().catch((error: unknown) => {
    const expected = error instanceof BrowserMissing || error instanceof DatabaseMissing;
    console.error(expected ? error.message : error);
    return check(false);
  });
  console.log(`── ${name}: ${closingLine(counts)} (${seconds(startedAt)})`);
  return counts;
};

const choice = chooseStages(process.argv.slice(2));
if ('problem' in choice) {
  console.error(choice.problem);
  process.exitCode = 1;
} else {
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interrupted = true;
    });
  }
  const startedAt = performance.now();
  const results: Counts[] = [];
  for (const name of choice.stages) {
    if (!interrupted) results.push(await runStage(name));
  }
  await stopPostgres();
  const total = sum(results);
  console.log(`\nAll of it took ${seconds(startedAt)}.`);
  if (interrupted) console.error('The run was interrupted.');
  else console.log(closingLine(total));
  process.exitCode = interrupted ? 130 : total.failed > 0 ? 1 : 0;
}
