import type { ClientFailure } from '../../../src/client/mail-client/mail-client.ts';
import type { ReplyClient } from '../../../src/client/replies/reply-client.ts';
import type { ReplyDeps } from '../../../src/client/replies/reply-deps.ts';
import { ReplyTrackerList } from '../../../src/components/reply-tracker-list/reply-tracker-list.ts';
import { fail, succeed, type Outcome, type Reply, type ReplyEvent, type ReplyText, type Tracking } from '../../../src/contract/index.ts';
import { givenCalls, type GivenCalls } from '../../client/given-calls.ts';
import { givenPage, type GivenPage } from '../../client/given-page.ts';
import { givenMailbox, givenReply, givenTracking } from '../../client/replies/given-reply.ts';

// The chunk that a page loads late is there already, so that no test waits for the network.
await import('../../../src/components/reply-tracker-list/list-late.ts');
await import('../../../src/components/tracking/tracking-late.ts');

export const now = Date.parse('2026-03-03T12:06:30.000Z');

/** A service that the test holds in its hand. */
export interface Given {
  readonly rows?: readonly Reply[];
  readonly tracking?: Tracking;
  readonly fails?: ClientFailure;
  /** The first answer never comes. */
  readonly silent?: boolean;
  /** Older pages never come. */
  readonly endless?: boolean;
  /** The line breaks once the rows are there. */
  readonly breaks?: ClientFailure;
  readonly text?: Outcome<ReplyText, ClientFailure>;
  /** What the service says of a test of tracking. */
  readonly answers?: GivenCalls['answers'];
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface World {
  readonly list: ReplyTrackerList;
  readonly calls: string[];
  readonly page: GivenPage;
  readonly events: (readonly [string, unknown])[];
  /** Somebody else, who has no replies. */
  readonly signIn: (userKey: string) => void;
  readonly say: (event: ReplyEvent | 'alive') => void;
  /** Lets everything that waits for a time go on. */
  readonly pass: () => Promise<void>;
}

export class GivenList extends ReplyTrackerList {
  deps: ReplyDeps | undefined;

  protected override createDeps(): ReplyDeps {
    if (!this.deps) throw new TypeError('Failed to start the list: the test gave it no world');
    return this.deps;
  }
}
customElements.define('given-list', GivenList);

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** The element with its world, not yet in a page. */
export const createList = (given: Given = {}): World => {
  const rows = new Map((given.rows ?? []).map((row) => [row.id, row]));
  const calls: string[] = [];
  const page = givenPage();
  const sleeping = new Set<() => void>();
  let userKey = 'lea';
  let heardBy: ((event: ReplyEvent | 'alive') => void) | undefined;
  const answer = async <T>(name: string, value: () => T): Promise<Outcome<T, ClientFailure>> => {
    calls.push(name);
    return given.fails ? fail(given.fails) : succeed(value());
  };
  const changed = (id: string, change: Partial<Reply>): Reply => {
    const row = rows.get(id) ?? givenReply();
    const next = { ...row, ...change, change: row.change + 1_000_000 };
    rows.set(id, next);
    return next;
  };
  const client: ReplyClient = {
    userKey: async () => userKey,
    page: (before) => {
      if (given.silent || before !== undefined) return never();
      return answer('page', () => ({ replies: [...rows.values()], change: 1, era: 'first', ...(given.endless ? { next: 'older' } : {}) }));
    },
    changes: () => answer('changes', () => ({ replies: [], change: 1, era: 'first', more: false })),
    follow: (_since, heard, signal) => {
      heardBy = heard;
      queueMicrotask(() => heard({ type: 'tracking', era: 'first', tracking: given.tracking ?? givenTracking(givenMailbox()) }));
      if (given.breaks) return Promise.resolve(fail(given.breaks));
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(succeed(undefined))));
    },
    tracking: () => answer('tracking', () => given.tracking ?? givenTracking(givenMailbox())),
    correct: (id, verdict) => answer(`correct ${verdict}`, () => changed(id, verdict === 'as-judged' ? {} : { verdict, corrected: { judged: rows.get(id)?.verdict ?? 'other', at: '2026-03-03T12:06:00.000Z' } })),
    markHandled: (id, handled) => answer(`handled ${handled}`, () => changed(id, { handled })),
    markSeen: (ids) => answer(`seen ${ids.length}`, () => undefined),
    text: async () => given.text ?? succeed({ text: 'Yes, please send the contract.\nCan we start on the first?', separated: true, whole: 'Yes, please send the contract.\nCan we start on the first?\n\n> Shall we renew?' }),
    check: (id) => answer(`check ${id}`, () => undefined),
  };
  const list = new GivenList();
  const calling = givenCalls(given.answers);
  list.deps = {
    client,
    calls: calling,
    page,
    cache: { read: async () => undefined, write: async () => undefined, forget: async () => undefined },
    share: { lead: (_key, lead) => lead(), join: () => () => undefined },
    clock: {
      now: () => now,
      sleep: (_ms, signal) =>
        new Promise((resolve) => {
          sleeping.add(resolve);
          signal.addEventListener('abort', () => resolve());
        }),
    },
  };
  for (const [name, value] of Object.entries({ endpoint: 'https://connect.example', locale: 'en', ...given.attributes })) list.setAttribute(name, value);
  const events: [string, unknown][] = [];
  for (const name of ['reply-received', 'reply-corrected', 'reply-handled', 'replies-counted', 'mailbox-wanted', 'tracking-verified']) list.addEventListener(name, (event) => events.push([name, (event as CustomEvent).detail]));
  const pass = async (): Promise<void> => {
    for (const wake of sleeping) wake();
    sleeping.clear();
    await settled(list);
  };
  return { list, calls, page, events, signIn: (key) => {
    userKey = key;
    rows.clear();
  }, say: (event) => heardBy?.(event), pass };
};

/** Everything that was under way has been answered and drawn. */
export const settled = async (list: ReplyTrackerList): Promise<void> => {
  for (let turn = 0; turn < 6; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    await list.updateComplete;
  }
};
