import type { ReactiveController, ReactiveElement } from 'lit';
import { secondsToUndo } from '../../client/outgoing/countdown.ts';
import type { Draft, MailToWrite } from '../../client/outgoing/draft.ts';
import type { OutgoingDeps } from '../../client/outgoing/outgoing-deps.ts';
import type { OutgoingFact } from '../../client/outgoing/outgoing-fact.ts';
import { entriesOf } from '../../client/outgoing/entries-of.ts';
import { createOutgoingFeed, type OutgoingFeed } from '../../client/outgoing/outgoing-feed.ts';
import { asWished, linesOf } from '../../client/outgoing/line-of-mails.ts';
import { countsOf, ofKind } from '../../client/outgoing/outgoing-rows.ts';
import type { OutgoingMail } from '../../contract/index.ts';
import { StepFocus, type Showing } from '../shared/step-focus.ts';
import { ComposeController } from './compose-controller.ts';
import { createHoursSlot, type HoursSlot } from './hours/hours-slot.ts';
import { looking, lookOn } from './looking.ts';
import type { Input, Looking, Model } from './model.ts';

export interface SchedulerSettings {
  readonly onFact: (fact: OutgoingFact) => void;
  readonly connectionId: () => string | undefined;
}

/** What was queued with the last press of the button, as long as it can be taken back. */
interface JustQueued {
  readonly mails: readonly OutgoingMail[];
  readonly draft: Draft;
  readonly at: number;
}

/** Holds the rows, the form and what the person looks at, and does what they ask for. */
export class SchedulerController implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #deps: OutgoingDeps;
  readonly #settings: SchedulerSettings;
  readonly #feed: OutgoingFeed;
  readonly #compose: ComposeController;
  readonly #focus: StepFocus;
  readonly #hours: HoursSlot;
  #looking: Looking = looking;
  #just: JustQueued | undefined;
  #counting = new AbortController();
  /** The row in which the person last did something: its controls change, and the focus stays with it. */
  #row: string | undefined;
  /** The control that they used there, where it stays when the row moves. */
  #act: string | undefined;

  constructor(host: ReactiveElement, deps: OutgoingDeps, settings: SchedulerSettings) {
    this.#host = host;
    this.#deps = deps;
    this.#settings = settings;
    this.#feed = createOutgoingFeed({ ...deps, rowsShown: () => this.#mailsShown(), onChange: () => this.#changed(), onFact: settings.onFact });
    this.#compose = new ComposeController(deps, {
      userKey: () => this.#feed.userKey,
      mailboxes: () => this.#mailboxes(),
      onChange: () => host.requestUpdate(),
      onQueued: (mails, draft) => this.#queued(mails, draft),
    });
    this.#hours = createHoursSlot(host, deps);
    this.#focus = new StepFocus(host, () => this.#showing());
    host.addController(this);
  }

  get isUnsaved(): boolean {
    return this.#compose.isUnsaved;
  }

  write(mail: MailToWrite): void {
    this.#compose.write(mail);
  }

  hostConnected(): void {
    this.#feed.start();
    this.#compose.start();
    void this.#countDown();
  }

  hostDisconnected(): void {
    this.#feed.stop();
    this.#compose.stop();
    this.#counting.abort();
  }

  hostUpdate(): void {
    const focused = this.#host.shadowRoot?.activeElement;
    // The person went elsewhere.
    if (!focused?.closest(`[data-id="${this.#row ?? ''}"]`)) this.#row = undefined;
  }

  /** After `StepFocus`, which leads a lost focus to the heading: here it has a nearer place. */
  hostUpdated(): void {
    const root = this.#host.shadowRoot;
    const isLost = root?.activeElement === null || root?.activeElement?.id === 'heading';
    if (this.#row === undefined || !isLost) return;
    const row = root?.querySelector<HTMLElement>(`[data-id="${this.#row}"]`);
    (row?.querySelector<HTMLElement>(`[data-act="${this.#act ?? ''}"]`) ?? row)?.focus();
  }

  model(): Omit<Model, 'settingsUrl' | 'tag'> {
    const now = this.#deps.clock.now();
    const { changes } = this.#feed.queue;
    const mails = asWished(this.#feed.rows.all(this.#settings.connectionId()), changes, now);
    const shown = ofKind(mails, this.#looking.kind);
    const seconds = this.#secondsLeft();
    return {
      send: this.send,
      feed: this.#feed.state,
      compose: this.#compose.state,
      draft: { stand: this.#compose.desk.keeper?.stand ?? { kind: 'blank' }, others: this.#compose.desk.others },
      uploads: this.#compose.uploads.list,
      senders: this.#compose.senders,
      looking: this.#looking,
      mails: shown,
      entries: entriesOf(shown, mails, this.#looking.unfolded),
      counts: countsOf(mails),
      lines: linesOf(mails, now),
      changes,
      mailboxes: this.#mailboxes(),
      undoable: this.#just && seconds > 0 ? { mails: this.#just.mails.length, seconds } : undefined,
      hours: this.#hours,
      now: new Date(now),
      zone: this.#deps.zone(),
    };
  }

  /** So many of the rows, in their order, as reach down to the last line that is drawn. */
  #mailsShown(): number {
    const { mails, entries, looking: { most } } = this.model();
    const last = entries.slice(0, most).at(-1);
    return last === undefined ? 1 : mails.indexOf(last.kind === 'mail' ? last.mail : last.batch.first) + 1;
  }

  readonly send = (input: Input): void => {
    // A field is left by whatever is done next, too.
    if (input.do === 'pause') return this.#compose.take(input);
    this.#focus.acted();
    if (input.do === 'close' && this.#compose.isUnsaved) return void this.#closeSaved();
    this.#looking = lookOn(this.#looking, input, this.#compose.isUnsaved);
    this.#row = rowOf(input);
    this.#act = this.#host.shadowRoot?.activeElement?.getAttribute('data-act') ?? undefined;
    this.#hours.close();
    this.#host.requestUpdate();
    switch (input.do) {
      case 'close':
      case 'close-without-files':
        return this.#compose.close();
      case 'discard':
        return this.#compose.discard();
      case 'write':
        return this.#compose.write({});
      case 'hours':
        return this.#hours.open(this.#mailboxes()[0]?.id);
      case 'wish':
        return this.#feed.queue.add(input.mail, input.wish);
      case 'drop':
        return this.#feed.queue.drop(input.id);
      case 'keep-mine':
        return this.#feed.queue.keepMine(input.id);
      case 'undo':
        return void this.#undo();
      case 'try-again':
        return this.#feed.tryAgain();
      default:
        this.#compose.take(input);
    }
  };

  /** The draft is saved first; where that cannot be, the person is asked. */
  async #closeSaved(): Promise<void> {
    await this.#compose.settle();
    this.#looking = lookOn(this.#looking, { do: 'close' }, this.#compose.isUnsaved);
    if (this.#looking.leaving === undefined) this.#compose.close();
    this.#host.requestUpdate();
  }

  #mailboxes(): Model['mailboxes'] {
    const only = this.#settings.connectionId();
    return this.#feed.mailboxes.filter(({ id }) => only === undefined || id === only);
  }

  /** Somebody else is signed in: what the one before looked at and wrote goes with their rows. */
  #changed(): void {
    if (this.#feed.state.kind === 'loading') {
      this.#looking = looking;
      this.#just = undefined;
      this.#hours.close();
    }
    this.#compose.served(this.#feed.userKey);
    this.#host.requestUpdate();
  }

  #queued(mails: readonly OutgoingMail[], draft: Draft | undefined): void {
    this.#just = draft && { mails, draft, at: this.#deps.clock.now() };
    this.#feed.take(mails, draft !== undefined);
    void this.#countDown();
  }

  #secondsLeft(): number {
    const { mails = [], at = 0 } = this.#just ?? {};
    const now = this.#deps.clock.now();
    // What the service has since said of a mail counts: one that has left cannot be taken back.
    return Math.max(0, ...mails.map(({ id }) => this.#feed.rows.get(id)).map((mail) => (mail === undefined ? 0 : secondsToUndo(mail, at, now))));
  }

  async #countDown(): Promise<void> {
    this.#counting.abort();
    this.#counting = new AbortController();
    const { signal } = this.#counting;
    while (this.#secondsLeft() > 0) {
      await this.#deps.clock.sleep(1_000, signal);
      if (signal.aborted) return;
      this.#host.requestUpdate();
    }
    this.#just = undefined;
  }

  /** One mail comes back into the form once the service has let go of it; of many each is cancelled by itself. */
  async #undo(): Promise<void> {
    const just = this.#just;
    this.#just = undefined;
    if (just === undefined) return;
    const [mail, ...others] = just.mails.map(({ id }) => this.#feed.rows.get(id)).filter((each) => each !== undefined);
    if (mail === undefined) return;
    for (const each of [mail, ...others]) this.#feed.queue.add(each, { kind: 'cancel' });
    const { signal } = this.#counting;
    while (this.#feed.queue.changes.some(({ mailId, stand }) => mailId === mail.id && stand.kind === 'telling')) {
      await this.#deps.clock.sleep(100, signal);
      if (signal.aborted) return;
    }
    if (this.#feed.rows.get(mail.id)?.state.kind === 'cancelled') await this.#compose.reopen(just.draft);
  }

  #showing(): Showing {
    const { kind } = this.#compose.state;
    const { state } = this.#feed;
    return { step: kind !== 'closed' ? 'form' : this.#hours.isOpen ? 'hours' : 'list', news: state.kind === 'shown' ? state.freshness.kind : state.kind, pending: state.kind === 'loading' };
  }
}

const rowOf = (input: Input): string | undefined => {
  if (input.do === 'wish') return input.mail.id;
  return input.do === 'drop' || input.do === 'keep-mine' ? input.id : undefined;
};
