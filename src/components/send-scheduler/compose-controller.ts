import { closed, composeTransition, isWritten, type ComposeInput, type ComposeState } from '../../client/outgoing/compose-state.ts';
import { toDraft, withTyped, type Draft, type MailToWrite } from '../../client/outgoing/draft.ts';
import { DraftDesk } from '../../client/outgoing/draft-desk.ts';
import { ContentFetcher } from '../../client/outgoing/content-fetcher.ts';
import { ForecastAsker } from '../../client/outgoing/forecast-asker.ts';
import { KnownSenders } from '../../client/outgoing/known-senders.ts';
import { leaveText, takeLeftText } from '../../client/outgoing/left-text.ts';
import { toMailDraft } from '../../client/outgoing/mail-draft.ts';
import type { OutgoingDeps } from '../../client/outgoing/outgoing-deps.ts';
import { SendPress } from '../../client/outgoing/send-press.ts';
import { Uploads } from '../../client/outgoing/uploads.ts';
import { warnOfLeaving } from '../../client/outgoing/warn-of-leaving.ts';
import type { Connection, OutgoingMail } from '../../contract/index.ts';
import { changeOf } from './change-of.ts';
import { leavingWords } from './failure-words.ts';
import type { Input } from './model.ts';

export interface ComposeSettings {
  readonly userKey: () => string | undefined;
  readonly mailboxes: () => readonly Connection[];
  readonly onChange: () => void;
  /** Without the draft where a mail was changed: it was there before, and is not taken back. */
  readonly onQueued: (mails: readonly OutgoingMail[], draft: Draft | undefined) => void;
}

const settleMs = 2_000;

/** Holds the form in which a mail is written: its forecast, its draft at the service, and the press of its button. */
export class ComposeController {
  state: ComposeState = closed;
  readonly desk: DraftDesk;
  readonly uploads: Uploads;
  readonly senders: KnownSenders;
  readonly #deps: OutgoingDeps;
  readonly #settings: ComposeSettings;
  readonly #forecast: ForecastAsker;
  readonly #press: SendPress;
  readonly #content: ContentFetcher;
  #life = new AbortController();
  #servedKey: string | undefined;

  constructor(deps: OutgoingDeps, settings: ComposeSettings) {
    this.#deps = deps;
    this.#settings = settings;
    this.desk = new DraftDesk(deps, {
      ...settings,
      isWritten: () => isWritten(this.state),
      isUnsaved: () => this.isUnsaved,
      onFound: (draft, at) => this.#found(draft, at),
    });
    this.senders = new KnownSenders(deps.client, settings.onChange);
    this.uploads = new Uploads({
      ...deps,
      userKey: settings.userKey,
      onChange: settings.onChange,
      onUploaded: ({ id, name, size }) => 'draft' in this.state && this.#change({ files: [...this.state.draft.files, { id, name, size }] }),
    });
    this.#forecast = new ForecastAsker({ ...deps, state: () => this.state, onStand: (stand) => this.#hear({ heard: 'forecast', stand }) });
    this.#press = new SendPress({
      ...deps,
      desk: this.desk,
      uploads: this.uploads,
      state: () => this.state,
      hear: (input) => this.#hear(input),
      onRefused: () => this.#keep(),
      onQueued: (mails, draft) => {
        this.close();
        settings.onQueued(mails, draft);
      },
    });
    this.#content = new ContentFetcher({
      ...deps,
      desk: this.desk,
      state: () => this.state,
      hear: (input) => this.#hear(input),
      onFetched: () => this.#fetched(),
      onDescribed: () => this.#keep(),
      onCurrent: (writing) => this.#press.press(writing),
    });
  }

  /** Whether a person would lose something if the page went away now. */
  get isUnsaved(): boolean {
    const { state } = this;
    if (this.uploads.isBusy || this.uploads.hasFailed) return true;
    return isWritten(state) && 'draft' in state && this.desk.keeper?.has(this.#kept(state.draft)) !== true;
  }

  start(): void {
    this.#life = new AbortController();
    warnOfLeaving(() => this.isUnsaved, leavingWords, this.#life.signal);
    this.#forecast.forget();
    this.#forecast.ask(this.#life.signal);
  }

  /** The element left the page: the text stays for the next scheduler in it, as after a way through the host's router. */
  stop(): void {
    this.#life.abort();
    this.#forecast.forget();
    const { state } = this;
    const { keeper } = this.desk;
    void keeper?.saveNow();
    this.uploads.clear();
    if (state.kind === 'writing' && isWritten(state)) leaveText(this.#settings.userKey(), { writing: state, keeper });
  }

  /** Who is served now: somebody else finds no text, the same person theirs. */
  served(userKey: string | undefined): void {
    if (this.#servedKey !== undefined && userKey !== undefined && userKey !== this.#servedKey) {
      this.desk.clear();
      this.close();
    }
    this.#servedKey = userKey ?? this.#servedKey;
    const left = userKey === undefined ? undefined : takeLeftText(userKey);
    if (left !== undefined && this.state.kind === 'closed') {
      this.desk.adopt(left.keeper);
      this.#become(left.writing);
      void this.#content.describe(this.#life.signal);
    }
    if (this.state.kind === 'writing' && this.state.draft.connectionId === undefined) this.#change({});
  }

  write(mail: MailToWrite): void {
    if (isWritten(this.state)) return;
    this.#begin(mail);
    void this.desk.restore(mail, this.#life.signal);
  }

  /** What was taken back is the person's own again; the draft that it was is gone. */
  async reopen(draft: Draft): Promise<void> {
    // What is in the form by now is not thrown away for it: what was taken back stands in the list, too.
    if (!(await this.desk.saved())) return;
    this.desk.begin();
    this.#open(draft, toDraft({}));
    this.#keep();
  }

  close(): void {
    this.#forecast.forget();
    if (isWritten(this.state)) this.desk.leave();
    else void this.desk.discard();
    this.uploads.clear();
    this.#hear({ do: 'close' });
  }

  /** Resolves when what is in the form is saved, or cannot be within the time that a person waits for a window to close. */
  async settle(): Promise<void> {
    const over = new AbortController();
    await Promise.race([this.desk.keeper?.saveNow(), this.#deps.clock.sleep(settleMs, over.signal)]);
    over.abort();
  }

  /** Closes, and the service forgets what was written. */
  discard(): void {
    void this.desk.discard();
    this.close();
  }

  take(input: Input): void {
    const { state } = this;
    if (input.do === 'open') return void this.#content.fetch(input.id, input.purpose, this.#life.signal);
    if (input.do === 'reload' && state.kind === 'writing' && state.editing) return void this.#content.fetch(state.editing.id, 'edit', this.#life.signal);
    if (state.kind !== 'writing') return;
    const change = changeOf(state.draft, input);
    if (change !== undefined) return this.#change(change.to, change.takesTyped);
    switch (input.do) {
      case 'save':
        return void this.#press.press(state);
      case 'overwrite':
        return void this.#content.overwrite(state, this.#life.signal);
      case 'pause':
        return void this.desk.keeper?.saveNow();
      case 'keep-apart':
        return this.desk.keeper?.keepApart();
      case 'show-draft':
        return void this.desk.show(input.id, this.#life.signal);
      case 'write-another':
        return void this.desk.saved().then((isSaved) => isSaved && this.#begin({}));
      case 'attach':
        return this.uploads.add(input.files, state.draft.files.map(({ size }) => size));
      case 'retry-upload':
        return this.uploads.retry(input.key);
      case 'drop-upload':
        return this.uploads.drop(input.key);
      default:
    }
  }

  #begin(mail: MailToWrite): void {
    this.desk.begin(mail);
    this.#open(toDraft(mail), toDraft(mail));
  }

  #open(draft: Draft, from: Draft): void {
    this.#press.begin();
    this.uploads.clear();
    this.#hear({ do: 'write', draft: this.#withMailbox(draft), from, key: this.#deps.newKey() });
    this.#forecast.ask(this.#life.signal);
  }

  #found(draft: Draft, at: number): void {
    this.#press.begin();
    this.#hear({ heard: 'draft', draft, at, key: this.#deps.newKey() });
    this.#change({});
    void this.#content.describe(this.#life.signal);
  }

  #fetched(): void {
    this.#forecast.forget();
    this.#forecast.ask(this.#life.signal);
    this.#keep();
    void this.#content.describe(this.#life.signal);
  }

  #change(to: Partial<Draft>, takesTyped = false): void {
    if (this.state.kind !== 'writing') return;
    const draft = this.#withMailbox({ ...this.state.draft, ...to });
    this.#hear({ do: 'change', to: takesTyped ? withTyped(draft) : draft });
    this.#forecast.ask(this.#life.signal);
    this.#keep();
  }

  /** What was never written needs no draft; what was emptied again is saved empty. */
  #keep(): void {
    const { state } = this;
    const { keeper } = this.desk;
    if (state.kind === 'writing') keeper?.keep(isWritten(state) || keeper.place.version > 0 ? this.#kept(state.draft) : undefined);
  }

  #kept(draft: Draft): ReturnType<typeof toMailDraft> {
    return toMailDraft(draft, this.#deps.zone());
  }

  #withMailbox(draft: Draft): Draft {
    const mailboxes = this.#settings.mailboxes();
    return mailboxes.some(({ id }) => id === draft.connectionId) ? draft : { ...draft, connectionId: mailboxes[0]?.id, from: undefined };
  }

  #hear(input: ComposeInput): void {
    this.#become(composeTransition(this.state, input));
  }

  #become(next: ComposeState): void {
    if (next === this.state) return;
    this.state = next;
    if ('draft' in next) this.senders.learn(next.draft.connectionId, this.#life.signal);
    this.#settings.onChange();
  }
}
