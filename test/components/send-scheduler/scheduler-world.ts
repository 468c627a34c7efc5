import type { ClientFailure } from '../../../src/client/mail-client/mail-client.ts';
import type { AttachmentsClient } from '../../../src/client/outgoing/attachments-client.ts';
import type { DraftsClient } from '../../../src/client/outgoing/drafts-client.ts';
import type { OutgoingCache } from '../../../src/client/outgoing/outgoing-cache.ts';
import type { OutgoingClient, Wish } from '../../../src/client/outgoing/outgoing-client.ts';
import type { OutgoingDeps } from '../../../src/client/outgoing/outgoing-deps.ts';
import type { PendingChange } from '../../../src/client/outgoing/pending-change.ts';
import { SendScheduler } from '../../../src/components/send-scheduler/send-scheduler.ts';
import { fail, succeed, type Attachment, type Connection, type MailContent, type Outcome, type OutgoingMail, type QueueBatch, type QueueMail, type ReadDraft, type SavedDraft, type SendingForecast } from '../../../src/contract/index.ts';
import { givenConnection, givenForecast, givenOutgoing } from '../../client/outgoing/given-outgoing.ts';
import { givenCalls, type GivenCalls } from '../../client/given-calls.ts';
import { givenLive, type GivenLive } from '../../client/given-live.ts';
import { givenPage, type GivenPage } from '../../client/given-page.ts';

// The chunk that a page loads late is there already, so that no test waits for the network.
await import('../../../src/components/send-scheduler/scheduler-late.ts');
await import('../../../src/components/send-scheduler/hours/hours-late.ts');

export const now = Date.parse('2026-03-03T12:06:30.000Z');

/** A service that the test holds in its hand. */
export interface Given {
  readonly mails?: readonly OutgoingMail[];
  readonly mailboxes?: readonly Connection[];
  /** Nothing is answered, ever. */
  readonly silent?: boolean;
  readonly fails?: ClientFailure;
  /** What this call is refused with, by its name. */
  readonly refuses?: Readonly<Record<string, ClientFailure>>;
  readonly forecast?: SendingForecast;
  /** Under which addresses each mailbox may send. */
  readonly senders?: readonly string[];
  readonly content?: MailContent;
  /** What the service keeps of this person's drafts; what two worlds share they both see. */
  readonly drafts?: Map<string, ReadDraft>;
  /** What was uploaded before. */
  readonly files?: readonly Attachment[];
  /** Uploads wait until the test lets them arrive. */
  readonly slowUploads?: boolean;
  readonly kept?: readonly PendingChange[];
  /** What the service says to calls that are made by parts that load later. */
  readonly answers?: GivenCalls['answers'];
  /** Somebody of their own for each world, unless said. */
  readonly user?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface World {
  readonly scheduler: SendScheduler;
  readonly calls: string[];
  readonly queued: (QueueMail | QueueBatch)[];
  readonly page: GivenPage;
  readonly live: GivenLive;
  readonly late: GivenCalls;
  readonly events: (readonly [string, unknown])[];
  readonly kept: Map<string, PendingChange>;
  readonly drafts: Map<string, ReadDraft>;
  /** Everything that is being uploaded arrives. */
  readonly arrive: () => Promise<void>;
  /** What the service refuses from now on. */
  readonly refuse: (refuses: Readonly<Record<string, ClientFailure>>) => void;
  /** The network is gone, or back. */
  readonly offline: (is: boolean) => void;
  /** Somebody else changed it meanwhile. */
  readonly change: (id: string, change: Partial<OutgoingMail>) => void;
  readonly signIn: (userKey: string) => void;
  /** Lets everything that waits for a time go on, that much later. */
  readonly pass: (milliseconds?: number) => Promise<void>;
}

export class GivenScheduler extends SendScheduler {
  deps: OutgoingDeps | undefined;

  protected override createDeps(): OutgoingDeps {
    if (!this.deps) throw new TypeError('Failed to start the scheduler: the test gave it no world');
    return this.deps;
  }
}
customElements.define('given-scheduler', GivenScheduler);

let people = 0;
let keys = 0;

/** The element with its world, not yet in a page. */
export const createScheduler = (given: Given = {}): World => {
  const mails = new Map((given.mails ?? []).map((mail) => [mail.id, mail]));
  const files = new Map((given.files ?? []).map((file) => [file.id, file]));
  const uploading = new Set<() => void>();
  const stored = given.drafts ?? new Map<string, ReadDraft>();
  const kept = new Map((given.kept ?? []).map((change) => [change.mailId, change]));
  const calls: string[] = [];
  const queued: (QueueMail | QueueBatch)[] = [];
  const page = givenPage();
  const live = givenLive();
  const late = givenCalls(given.answers);
  const sleeping = new Set<() => void>();
  let refuses = given.refuses ?? {};
  people += 1;
  let [time, userKey, isOffline, change] = [now, given.user ?? `person ${people}`, false, 10_000];

  const answer = async <T>(name: string, value: () => T): Promise<Outcome<T, ClientFailure>> => {
    calls.push(name);
    if (given.silent) return new Promise(() => undefined);
    const refused = isOffline ? ({ code: 'network-failed' } as const) : (given.fails ?? refuses[name.split(' ')[0] ?? '']);
    return refused === undefined ? succeed(value()) : fail(refused);
  };
  const changed = (id: string, to: Partial<OutgoingMail>): OutgoingMail => {
    const mail = mails.get(id) ?? givenOutgoing({ id });
    change += 1;
    const next = { ...mail, ...to, version: mail.version + 1, change };
    mails.set(id, next);
    return next;
  };
  const made = ({ to, subject }: MailContent, isNow: boolean): OutgoingMail => {
    change += 1;
    const leavesAt = new Date(time + 10_000).toISOString();
    const mail = givenOutgoing({ to, subject, change, createdAt: new Date(time).toISOString(), ...(isNow && { dueAt: leavesAt, state: { kind: 'waiting', because: 'undo', leavesAt } as const }) });
    mails.set(mail.id, mail);
    return mail;
  };
  const done = (id: string, wish: Wish): OutgoingMail => {
    const at = new Date(time).toISOString();
    if (wish.kind === 'cancel' || (wish.kind === 'decide' && wish.decision.kind === 'cancel')) return changed(id, { state: { kind: 'cancelled', at, reason: { code: 'by-person' } } });
    if (wish.kind === 'order') {
      const { place } = wish;
      const line = [...mails.values()].filter((mail) => mail.state.kind === 'waiting' && mail.id !== id).sort((one, other) => one.place - other.place);
      const beside = place.kind === 'first' ? line[0] : line.find((mail) => mail.id === place.mailId);
      return changed(id, { place: (beside?.place ?? 0) + (place.kind === 'after' ? 0.5 : -0.5) });
    }
    const when = wish.kind === 'time' ? wish.when : wish.kind === 'decide' && 'when' in wish.decision ? wish.decision.when : undefined;
    return when?.kind === 'at' ? changed(id, { chosen: { wall: when.wall, zone: when.zone }, state: { kind: 'waiting', because: 'due-time', leavesAt: '2026-03-05T08:00:00.000Z' } }) : changed(id, { state: { kind: 'sending', since: at } });
  };
  const client: OutgoingClient = {
    userKey: async () => (isOffline ? undefined : userKey),
    mailboxes: () => answer('mailboxes', () => given.mailboxes ?? [givenConnection()]),
    page: () => answer('page', () => ({ mails: [...mails.values()], change, era: 'era1' })),
    soonest: () => answer('soonest', () => ({ mails: [...mails.values()], change, era: 'era1' })),
    changes: ({ change: since }) => answer('changes', () => ({ mails: [...mails.values()].filter((mail) => mail.change > since), change, era: 'era1', more: false })),
    content: (id) => answer(`content ${id}`, () => ({ mail: mails.get(id) ?? givenOutgoing({ id }), content: given.content ?? { to: mails.get(id)?.to ?? [], subject: mails.get(id)?.subject ?? '', text: 'Shall we meet on Thursday?' } })),
    senders: () => answer('senders', () => given.senders ?? ['lea@northpeak.example']),
    forecast: () => answer('forecast', () => given.forecast ?? givenForecast()),
    queue: (mail) => {
      queued.push(mail);
      return answer('queue', () => {
        if (mail.draft) stored.delete(mail.draft.id);
        return made(mail.mail, mail.when.kind === 'now');
      });
    },
    queueBatch: (batch) => {
      queued.push(batch);
      return answer('batch', () => {
        if (batch.draft) stored.delete(batch.draft.id);
        const all = batch.mails.map(({ mail }) => made(mail, batch.when.kind === 'now'));
        return { id: 'batch-00000000001', total: all.length, sent: 0, waiting: all.length, blocked: 0, failed: 0, mails: all };
      });
    },
    edit: (id, { version, mail }) => answer(`edit ${id} ${version}`, () => changed(id, mail ? { subject: mail.subject } : {})),
    carryOut: async (id, version, wish) => {
      const name = wish.kind === 'decide' ? wish.decision.kind : wish.kind;
      if (!isOffline && mails.get(id)?.version !== version) {
        calls.push(`${name} ${id} ${version}`);
        return fail({ code: 'outgoing-changed' });
      }
      return answer(`${name} ${id} ${version}`, () => done(id, wish));
    },
  };
  const saved = ({ id, version, savedAt }: ReadDraft): SavedDraft => ({ id, version, savedAt });
  const drafts: DraftsClient = {
    userKey: () => client.userKey(),
    list: () => answer('drafts', () => [...stored.values()].sort((one, other) => other.savedAt.localeCompare(one.savedAt)).map(saved)),
    read: async (id) => {
      const found = stored.get(id);
      return found === undefined ? fail({ code: 'draft-unknown' }) : answer('draft', () => found);
    },
    save: async (id, version, draft) => {
      const known = stored.get(id);
      if (!isOffline && (known?.version ?? 0) !== version) return fail({ code: known ? 'draft-changed' : 'draft-unknown' });
      return answer(`save-draft ${draft.mail.text ?? ''}`, () => {
        const next = { id, version: version + 1, savedAt: new Date(time).toISOString(), draft };
        stored.set(id, next);
        return saved(next);
      });
    },
    discard: (id) => answer('discard-draft', () => void stored.delete(id)),
  };
  const attachments: AttachmentsClient = {
    upload: async ({ name, size, type }, onSent, signal) => {
      onSent(0.4);
      if (given.slowUploads) await new Promise<void>((resolve) => {
        uploading.add(resolve);
        signal.addEventListener('abort', () => resolve());
      });
      return answer(`upload ${name}`, () => {
        const file = { id: `upload-000000000${stored.size + files.size + 1}`, name, size, type, keptUntil: '2026-03-06T12:00:00.000Z' };
        files.set(file.id, file);
        return file;
      });
    },
    list: (ids) => answer('files', () => ids.flatMap((id) => files.get(id) ?? [])),
  };
  const cache: OutgoingCache = {
    read: async () => undefined,
    write: async () => undefined,
    changes: async () => [...kept.values()].map((each) => ({ ...each, stand: { kind: 'kept' } })),
    keep: async (_key, pending) => void kept.set(pending.mailId, pending),
    drop: async (_key, mailId) => void kept.delete(mailId),
  };
  const scheduler = new GivenScheduler();
  scheduler.deps = {
    client,
    drafts,
    attachments,
    cache,
    live,
    calls: late,
    page,
    zone: () => 'Europe/Paris',
    newKey: () => `key-0000${(keys += 1)}`,
    clock: {
      now: () => time,
      sleep: (_ms, signal) =>
        new Promise((resolve) => {
          sleeping.add(resolve);
          signal.addEventListener('abort', () => resolve());
        }),
    },
  };
  for (const [name, value] of Object.entries({ endpoint: 'https://connect.example', locale: 'en-GB', ...given.attributes })) scheduler.setAttribute(name, value);
  const events: [string, unknown][] = [];
  for (const name of ['mail-queued', 'mail-moved', 'mails-counted']) scheduler.addEventListener(name, (event) => events.push([name, (event as CustomEvent).detail]));
  return {
    scheduler,
    calls,
    queued,
    page,
    live,
    late,
    events,
    kept,
    drafts: stored,
    arrive: async () => {
      for (const resolve of uploading) resolve();
      uploading.clear();
      await settled(scheduler);
    },
    refuse: (next) => (refuses = next),
    offline: (is) => (isOffline = is),
    change: (id, to) => void changed(id, to),
    signIn: (key) => {
      userKey = key;
      mails.clear();
    },
    pass: async (milliseconds = 0) => {
      time += milliseconds;
      const woken = [...sleeping];
      sleeping.clear();
      for (const wake of woken) wake();
      await settled(scheduler);
    },
  };
};

/** Everything that was under way has been answered and drawn. */
export const settled = async (scheduler: SendScheduler): Promise<void> => {
  for (let turn = 0; turn < 8; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    await scheduler.updateComplete;
  }
};
