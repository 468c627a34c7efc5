// npm run bench: sizes with their budgets, times and throughput. A size over budget fails `npm test`; a time never does.
import pg from 'pg';
import { measureArrivalToScreen } from '../bench/arrival-to-screen.ts';
import { measureConnectFlows } from '../bench/connect-flows.ts';
import { measureIdleMailboxes } from '../bench/idle-mailboxes.ts';
import { measureFirstPaint, measureScrolling, openBrowser } from '../bench/list-speed.ts';
import { measureMailboxDays } from '../bench/mailbox-day.ts';
import { measureMailsPerSecond } from '../bench/mails-per-second.ts';
import { measureMeterAnswers } from '../bench/meter-answers.ts';
import { measureRepliesPerSecond } from '../bench/replies-per-second.ts';
import { measureSendingLateness } from '../bench/sending-lateness.ts';
import { timesToUsable } from '../bench/time-to-usable.ts';
import { buildParts } from '../build/parts.ts';
import { budgets, measureSizes } from '../build/sizes.ts';
import { BrowserMissing } from '../machine/chromium.ts';
import { DatabaseMissing, startPostgres } from '../machine/postgres.ts';

const row = (name: string, value: string, remark = ''): void => console.log(`  ${name.padEnd(46)}${value.padStart(12)}   ${remark}`.trimEnd());
const bytes = (count: number): string => `${count.toLocaleString('en')} B`;
const milliseconds = (time: number): string => `${Math.round(time)} ms`;
const megabytes = (size: number): string => `${Math.round(size)} MB`;
const ofBudget = (count: number, budget: number): string => `budget ${bytes(budget)}${count > budget ? ', OVER' : ''}`;

const printSizes = (): void => {
  const sizes = measureSizes();
  console.log('\nSizes, gzip');
  row('first chunk of the wizard', bytes(sizes.firstChunk), ofBudget(sizes.firstChunk, budgets.firstChunk));
  row('whole wizard, English', bytes(sizes.wholeWizard), ofBudget(sizes.wholeWizard, budgets.wholeWizard));
  row('list of replies besides', bytes(sizes.list));
  row('test of tracking and check-up besides', bytes(sizes.tracking));
  row('meter of limits besides', bytes(sizes.meter));
  const together = sizes.wholeWizard + sizes.list + sizes.tracking + sizes.meter;
  row('all of these together', bytes(together), ofBudget(together, budgets.together));
  row('scheduler besides', bytes(sizes.scheduler));
  row('French besides', bytes(sizes.french));
  row('return page', bytes(sizes.returnPage), ofBudget(sizes.returnPage, budgets.returnPage));
};

const printTimes = async (): Promise<void> => {
  const times = await timesToUsable();
  console.log('\nFrom script to usable on a processor slowed 4 times, median of 7');
  row('wizard, shown and ready to press', milliseconds(times.wizard), 'with the service’s answer on the page');
  row('@nylas/connect, ready to call', milliseconds(times.nylas), `no page of its own, ${bytes(times.nylasBytes)} gzip`);
};

const printFlows = async (database: string, url?: string): Promise<void> => {
  const flows = await measureConnectFlows(url);
  row(`connect flows, ${database}`, `${flows.perSecond.toFixed(1)} /s`);
  row(`resident memory, ${database}`, megabytes(flows.memory), `${megabytes(flows.restingMemory)} before`);
};

/** A database for each, so that neither finds what the other left. */
const printReplies = async (databaseOf: (name: string) => Promise<string>): Promise<void> => {
  console.log('\nReplies, on PostgreSQL on the same machine');
  const replies = await measureRepliesPerSecond(await databaseOf('bench_replies'));
  row('replies judged and stored', `${replies.perSecond.toFixed(0)} /s`, 'budget 500 /s on two cores');
  row('quota units for each reply', replies.unitsPerReply.toFixed(1), 'beyond asking whether there is one; budget 25');
  const idle = await measureIdleMailboxes(await databaseOf('bench_idle'));
  row('resident memory, 100,000 idle mailboxes', megabytes(idle.memory), `budget 512 MB; ${idle.pollsPerSecond.toFixed(0)} polls /s, ${idle.late} late`);
  row('processor time for a poll that finds nothing', `${idle.cpuPerPoll.toFixed(2)} ms`);
  const { active, idle: resting, watched } = await measureMailboxDays(await databaseOf('bench_days'));
  row('quota units for a mailbox and day', `${watched.units}`, `watched by Gmail; ${resting.units} without, ${active.units} where mail was sent; real polls, by a clock that passes a day`);
};

const withinTime = (time: number, budget: number, remark: string): string => `budget ${milliseconds(budget)}${time > budget ? ', OVER' : ''}; ${remark}`;

/** Gmail is a stand-in that answers at once, in the service's own process: over a socket it would be what is measured. */
const printSending = async (databaseOf: (name: string) => Promise<string>): Promise<void> => {
  console.log('\nSending, on PostgreSQL on the same machine, by a Gmail that answers at once');
  const rush = await measureMailsPerSecond(await databaseOf('bench_sending'));
  const cpu = `${rush.cpuPerMail.toFixed(1)} ms of a processor each, PostgreSQL’s besides`;
  row(`mails sent, ${rush.mails.toLocaleString('en')} of 1,000 mailboxes`, `${rush.perSecond.toFixed(0)} /s`, `budget 300 /s on two cores; ${cpu}`);
  row('quota units for each mail', rush.unitsPerMail.toFixed(1), `read back; ${rush.unitsFollowed.toFixed(1)} with following the mailbox; budget 125`);
  const late = await measureSendingLateness(await databaseOf('bench_lateness'));
  row('10,000 mails due within a minute, late by, p95', milliseconds(late.p95Ms), withinTime(late.p95Ms, 2_000, `median ${milliseconds(late.medianMs)}, longest ${milliseconds(late.longestMs)}`));
  const answers = await measureMeterAnswers(await databaseOf('bench_meter'));
  for (const [name, answer] of Object.entries({ 'meter’s': answers.meter, 'forecast’s': answers.forecast, 'page of 200 mails’': answers.page })) {
    row(`${name} answer, 100,000 mails wait`, milliseconds(answer.warmMs), withinTime(answer.warmMs, 50, `${milliseconds(answer.longestMs)} at most; ${milliseconds(answer.coldMs)} for a process’ first`));
  }
};

/** In a browser without a window, with nothing else in it. */
const printList = async (databaseUrl: string): Promise<void> => {
  console.log('\nList of replies, the built bundle in Chromium');
  const browser = await openBrowser();
  try {
    const paint = await measureFirstPaint(browser, 10_000);
    row('10,000 saved rows, the newest on the screen', milliseconds(paint.newestMs), `budget: before the first answer; ${paint.answered} of ${paint.asked} questions were answered`);
    row('10,000 saved rows, all of them listed', milliseconds(paint.allMs), 'the same');
    const scrolling = await measureScrolling(browser, 100_000);
    const frames = `99 of 100 within ${milliseconds(scrolling.longFrameMs)}; rows arrive meanwhile`;
    row('scrolling 100,000 rows, longest frame', milliseconds(scrolling.longestFrameMs), withinTime(scrolling.longestFrameMs, 50, frames));
    const loading = `${milliseconds(scrolling.busiestWhileLoadingMs)} while the rows come from this device`;
    row('the same, processor time of the busiest', milliseconds(scrolling.busiestMs), withinTime(scrolling.busiestMs, 50, loading));
    const arrival = await measureArrivalToScreen(browser, databaseUrl);
    row('from arrival at Google to the screen, p95', milliseconds(arrival.p95Ms), withinTime(arrival.p95Ms, 2_000, `with push, ${arrival.mails} mails, median ${milliseconds(arrival.medianMs)}`));
  } finally {
    await browser.close();
  }
};

const createDatabase = async (server: string, name: string): Promise<string> => {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};

const run = async (): Promise<void> => {
  if (!(await buildParts(['bundle', 'pages']))) throw new Error('Nothing was measured, because the build failed.');
  printSizes();
  await printTimes();
  console.log('\nThe service, with the emulated Google and the robot on the same machine');
  await printFlows('embedded database');
  const postgres = await startPostgres();
  try {
    await printFlows('PostgreSQL', postgres.url);
    await printReplies((name) => createDatabase(postgres.url, name));
    await printSending((name) => createDatabase(postgres.url, name));
    await printList(await createDatabase(postgres.url, 'bench_arrival'));
  } finally {
    await postgres.stop();
  }
};

try {
  await run();
} catch (error) {
  console.error(error instanceof BrowserMissing || error instanceof DatabaseMissing ? error.message : error);
  process.exitCode = 1;
}
