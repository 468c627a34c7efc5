import { msg, str } from '@lit/localize';
import { Task } from '@lit/task';
import type { ReactiveController, ReactiveElement } from 'lit';
import type { ClientFailure } from '../../client/mail-client/mail-client.ts';
import type { ReplyDeps } from '../../client/replies/reply-deps.ts';
import type { ReplyFact } from '../../client/replies/reply-fact.ts';
import { createReplyFeed, type ReplyFeed } from '../../client/replies/reply-feed.ts';
import { createTrackingSlot, type TrackingSlot } from '../tracking/tracking-slot.ts';
import { looking, lookOn } from './looking.ts';
import { MailboxWantedEvent } from './mailbox-wanted-event.ts';
import type { Input, Looking, Model, Opened } from './model.ts';
import type { Keyed } from './row-keys.ts';
import { RowWindow } from './row-window.ts';

export interface ListSettings {
  readonly onFact: (fact: ReplyFact) => void;
  readonly connectionId: () => string | undefined;
  readonly dense: () => boolean;
  /** Tells readers of the screen; at most once in a while. */
  readonly announce: (words: string) => void;
}

/** What comes in a moment is announced together. */
const announceAfterMs = 2_000;
const typedAfterMs = 150;

/** Holds the feed of the rows and what the person looks at, and does what they ask for. */
export class ListController implements ReactiveController {
  looking: Looking = looking;
  readonly window: RowWindow;
  readonly #host: ReactiveElement;
  readonly #deps: ReplyDeps;
  readonly #settings: ListSettings;
  readonly #feed: ReplyFeed;
  readonly #tracking: TrackingSlot;
  readonly #reading: Task<[id: string], void>;
  #life = new AbortController();
  #searching = new AbortController();
  #arrived = 0;

  constructor(host: ReactiveElement, deps: ReplyDeps, settings: ListSettings) {
    this.#host = host;
    this.#deps = deps;
    this.#settings = settings;
    this.#feed = createReplyFeed({ ...deps, onChange: () => this.#changed(), onFact: (fact) => this.#hear(fact) });
    this.#tracking = createTrackingSlot(host, deps);
    this.#reading = new Task<[id: string], void>(host, { autoRun: false, args: () => [''], task: ([id], { signal }) => this.#read(id, signal) });
    this.window = new RowWindow(host, () => this.#look({ do: 'go-to-top' }));
    host.addController(this);
  }

  hostConnected(): void {
    this.#life = new AbortController();
    this.#feed.rows.only(this.#settings.connectionId());
    this.#feed.start();
  }

  hostDisconnected(): void {
    this.#life.abort();
    this.#reading.abort();
    this.#feed.stop();
  }

  model(): Omit<Model, 'settingsUrl' | 'tag'> {
    const { state, rows } = this.#feed;
    const connectionId = this.#settings.connectionId();
    const dense = this.#settings.dense();
    rows.only(connectionId);
    const threads = rows.threads(this.looking.narrowing);
    this.window.lay({ threads, unfolded: this.looking.unfolded, dense });
    const tracking = state.kind === 'shown' ? state.tracking : undefined;
    return {
      send: this.send,
      feed: state,
      looking: this.looking,
      counts: rows.counts(),
      threads,
      stretch: this.window.stretch,
      slots: this.window.slots(),
      mailboxes: (tracking?.mailboxes ?? []).filter((each) => connectionId === undefined || each.connectionId === connectionId),
      product: tracking?.product,
      tracking: this.#tracking,
      reply: (id) => rows.get(id),
      dense,
      now: new Date(this.#deps.clock.now()),
    };
  }

  /** What the keyboard needs to know. */
  keyed(): Keyed {
    return { window: this.window, looking: this.looking, count: this.#feed.rows.threads(this.looking.narrowing).length, send: this.send };
  }

  readonly send = (input: Input): void => {
    this.#look(input);
    switch (input.do) {
      case 'search':
        return void this.#search(input.words);
      case 'open':
        this.#feed.see([input.id]);
        return void this.#reading.run([input.id]);
      case 'close':
        return this.#reading.abort();
      case 'correct':
        return void this.#refusal(this.#feed.correct(input.id, input.verdict));
      case 'handle':
        return void this.#refusal(this.#feed.markHandled(input.id, input.handled));
      case 'check':
        return void this.#check(input.connectionId);
      case 'see-all':
        return this.#feed.see(this.#feed.rows.newest(this.#feed.rows.size).map(({ id }) => id));
      case 'connect':
        return void this.#host.dispatchEvent(new MailboxWantedEvent());
      case 'try-again':
        return this.#feed.tryAgain();
      case 'go-to-top':
        return this.window.toTop();
      default:
    }
  };

  #look(input: Input): void {
    const next = lookOn(this.looking, input);
    if (next === this.looking || (input.do === 'go-to-top' && this.looking.above === 0)) return;
    this.looking = next;
    if (input.do === 'narrow' || input.do === 'show-all') this.window.toTop();
    this.#host.requestUpdate();
  }

  #changed(): void {
    // Somebody else is signed in: what the one before looked at goes with their rows.
    if (this.#feed.state.kind === 'loading') {
      this.#reading.abort();
      this.looking = looking;
    }
    this.#host.requestUpdate();
  }

  #hear(fact: ReplyFact): void {
    const only = this.#settings.connectionId();
    if ('reply' in fact && only !== undefined && fact.reply.connectionId !== only) return;
    if (fact.fact === 'received') this.#greet();
    this.#settings.onFact(fact);
  }

  #greet(): void {
    if (this.window.isAway) this.looking = { ...this.looking, above: this.looking.above + 1 };
    this.#arrived += 1;
    if (this.#arrived === 1) void this.#announce();
  }

  async #announce(): Promise<void> {
    const { signal } = this.#life;
    await this.#deps.clock.sleep(announceAfterMs, signal);
    const arrived = this.#arrived;
    this.#arrived = 0;
    if (!signal.aborted) this.#settings.announce(arrived === 1 ? msg('1 new email came back.') : msg(str`${arrived} new emails came back.`));
  }

  /** A hundred thousand rows are not searched at each key; an emptied field answers at once. */
  async #search(words: string): Promise<void> {
    this.#searching.abort();
    this.#searching = new AbortController();
    const { signal } = this.#searching;
    if (words !== '') await this.#deps.clock.sleep(typedAfterMs, signal);
    if (!signal.aborted) this.#look({ do: 'narrow', to: { search: words } });
  }

  async #read(id: string, signal: AbortSignal): Promise<void> {
    const outcome = await this.#deps.client.text(id, signal);
    if (signal.aborted || this.looking.opened?.id !== id) return;
    const text: Opened['text'] = outcome.ok ? { kind: 'shown', text: outcome.value, whole: !outcome.value.separated } : { kind: 'failed', failure: outcome.failure };
    this.looking = { ...this.looking, opened: { id, text } };
    this.#host.requestUpdate();
  }

  async #check(connectionId: string): Promise<void> {
    const outcome = await this.#deps.client.check(connectionId, this.#life.signal);
    this.looking = { ...this.looking, checking: new Set([...this.looking.checking].filter((each) => each !== connectionId)) };
    this.#host.requestUpdate();
    if (!outcome.ok && !this.#life.signal.aborted) await this.#refusal(Promise.resolve(outcome.failure));
  }

  async #refusal(answer: Promise<ClientFailure | undefined>): Promise<void> {
    const refused = await answer;
    this.looking = { ...this.looking, refused };
    this.#host.requestUpdate();
  }
}
