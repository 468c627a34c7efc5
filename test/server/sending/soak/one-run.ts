import { createHash } from 'node:crypto';
import type { Fault } from '../../../../demo/google/faults.ts';
import type { OutgoingMail } from '../../../../src/contract/index.ts';
import type { Ports, Random } from '../../../../src/server/ports.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import type { GivenGmail } from '../../google/given-gmail.ts';
import { dyingAt } from '../../replies/sync/dying-process.ts';
import { givenSender, type GivenSender } from '../given-sender.ts';

const second = 1_000;
const minute = 60 * second;

/** What a run came to. Google's own record of what it took is the judge. */
export interface RunResult {
  readonly seed: number;
  readonly mails: number;
  readonly sent: number;
  readonly held: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Processes that died at work. */
  readonly deaths: number;
  /** Answers that were lost, withheld or refused. */
  readonly faults: number;
  /** What must not be, in words. */
  readonly wrong: readonly string[];
}

/** Numbers that follow from a seed. */
const createDice = (seed: number): { readonly below: (limit: number) => number; readonly random: Random } => {
  let drawn = 0;
  const next = (length: number): Buffer => createHash('shake256', { outputLength: length }).update(`${seed}/${(drawn += 1)}`).digest();
  return { below: (limit) => next(4).readUInt32BE() % limit, random: { bytes: (length) => new Uint8Array(next(length)) } };
};

const faults: readonly Fault[] = ['answer-lost', 'answer-500', 'answer-503', 'answer-html', 'connection-lost', 'internal-error', 'unavailable', 'sending-paused', 'retry-later', 'retry-in-the-past', 'too-many-at-once', 'user-rate', 'backend-error', 'token-refused', 'bad-request'];
const moves = 40;

/**
 * A mailbox, some mails and a bad day: processes die at any of their calls, answers are lost after Gmail took the mail, Google
 * slows down, the person changes their mind. Then everything works again, and time passes.
 */
export const runOnce = async (store: Pick<Store, 'database'>, gmail: GivenGmail, seed: number): Promise<RunResult> => {
  const dice = createDice(seed);
  gmail.google.control.reset();
  const sender = await givenSender(store, { gmail, random: dice.random });
  let deaths = 0;
  let faulty = 0;
  let queued = 0;
  gmail.google.control.failBy('messages.send', () => {
    if (dice.below(3) > 0) return undefined;
    faulty += 1;
    return faults[dice.below(faults.length)];
  });
  const byDying = async (work: (by: Ports) => Promise<void>): Promise<void> => {
    const process = dyingAt(sender.ports, 1 + dice.below(40));
    // Whatever a dead process says is heard by nobody.
    await work(process.ports).catch(() => undefined);
    if (process.died()) deaths += 1;
  };
  for (let move = 0; move < moves; move += 1) {
    sender.clock.advance(dice.below(90) * second);
    switch (dice.below(8)) {
      case 0:
      case 1:
        for (let more = 1 + dice.below(3); more > 0; more -= 1) await sender.queue(`Mail ${(queued += 1)} of ${seed}`);
        break;
      case 2:
      case 3:
        await byDying((by) => sender.send(by));
        break;
      case 4:
        await byDying((by) => sender.settle(by));
        break;
      case 5:
        await Promise.all([sender.send(), sender.send()]);
        break;
      case 6:
        await changeMind(sender, dice.below);
        break;
      case 7:
        await sender.poll();
    }
  }
  gmail.google.control.failBy('messages.send', undefined);
  for (let round = 0; round < 60 && !(await isSettled(sender)); round += 1) {
    sender.clock.advance((round + 1) * minute);
    await sender.settle();
    await sender.send();
  }
  return judge(sender, { seed, queued, deaths, faulty });
};

/** A person takes a mail back, hurries it or sends it after all; what is too late for that is refused. */
const changeMind = async (sender: GivenSender, below: (limit: number) => number): Promise<void> => {
  const open = (await sender.mails()).filter(({ state }) => state.kind === 'waiting' || state.kind === 'sending');
  const mail = open[below(Math.max(1, open.length))];
  if (mail === undefined) return;
  await sender.decide(mail, below(2) === 0 ? { kind: 'cancel' } : { kind: 'send-now' });
};

const isSettled = async (sender: GivenSender): Promise<boolean> => (await sender.mails()).every(({ state: { kind } }) => kind !== 'waiting' && kind !== 'sending' && kind !== 'checking');

interface Told {
  readonly seed: number;
  readonly queued: number;
  readonly deaths: number;
  readonly faulty: number;
}

const judge = async (sender: GivenSender, { seed, queued, deaths, faulty }: Told): Promise<RunResult> => {
  const mails = await sender.mails();
  const taken = sender.taken();
  const wrong = mails.flatMap((mail) => wrongWith(mail, taken.get(mail.subject) ?? 0));
  if (mails.length !== queued) wrong.push(`${queued} mails were queued, ${mails.length} are there`);
  const count = (kind: OutgoingMail['state']['kind']): number => mails.filter(({ state }) => state.kind === kind).length;
  return { seed, mails: mails.length, sent: count('sent'), held: count('held'), failed: count('failed'), cancelled: count('cancelled'), deaths, faults: faulty, wrong };
};

const wrongWith = ({ subject, state }: OutgoingMail, taken: number): readonly string[] => {
  if (taken > 1) return [`${subject}: Gmail took it ${taken} times`];
  switch (state.kind) {
    case 'sent':
      return taken === 1 ? [] : [`${subject}: shown as sent, and Gmail never took it`];
    case 'held':
      return taken === 0 ? [] : [`${subject}: asks a person although the mailbox has it`];
    case 'failed':
    case 'cancelled':
    case 'blocked':
      return taken === 0 ? [] : [`${subject}: ${state.kind}, and Gmail took it`];
    case 'waiting':
    case 'sending':
    case 'checking':
      return [`${subject}: still ${state.kind} when everything worked for hours`];
  }
};
