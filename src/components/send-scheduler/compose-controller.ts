import { closed, composeTransition, isWritten, type ComposeInput, type ComposeState, type Writing } from '../../client/outgoing/compose-state.ts';
import { lackOf, toDraft, withTyped, type Draft, type MailToWrite } from '../../client/outgoing/draft.ts';
import { DraftDesk } from '../../client/outgoing/draft-desk.ts';
import { ForecastAsker } from '../../client/outgoing/forecast-asker.ts';
import { leaveText, takeLeftText } from '../../client/outgoing/left-text.ts';
import { toMailDraft } from '../../client/outgoing/mail-draft.ts';
import type { OutgoingDeps } from '../../client/outgoing/outgoing-deps.ts';
import { isPassing } from '../../client/outgoing/pending-change.ts';
import { queueWriting } from '../../client/outgoing/queue-writing.ts';
import { warnOfLeaving } from '../../client/outgoing/warn-of-leaving.ts';
import type { Connection, OutgoingMail } from '../../contract/index.ts';
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
  readonly #deps: OutgoingDeps;
  readonly #settings: ComposeSettings;
  readonly #forecast: ForecastAsker;
  #life = new AbortController();
  #servedKey: string | undefined;
  /** The button was pressed before, and nobody answered: the service may have the mail, and its draft has grown since. */
  #wasTried = false;

  constructor(deps: OutgoingDeps, settings: ComposeSettings) {
    this.#deps = deps;
    this.#settings = settings;
    this.desk = new DraftDesk(deps, {
      ...settings,
      isWritten: () => isWritten(this.state),
      isUnsaved: () => this.isUnsaved,
      onFound: (draft, at) => this.#found(draft, at),
    });
    this.#forecast = new ForecastAsker({ ...deps, state: () => this.state, onStand: (stand) => this.#hear({ heard: 'forecast', stand }) });
  }

  /** Whether a person would lose something if the page went away now. */
  get isUnsaved(): boolean {
    const { state } = this;
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
    this.#wasTried = false;
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
    if (input.do === 'open') return void this.#fetch(input.id, input.purpose);
    if (input.do === 'reload' && state.kind === 'writing' && state.editing) return void this.#fetch(state.editing.id, 'edit');
    if (state.kind !== 'writing') return;
    switch (input.do) {
      case 'change':
        return this.#change(input.to);
      case 'type':
        // A separator ends an address; what is pasted may hold many.
        return this.#change({ typed: { ...state.draft.typed, [input.field]: input.text } }, /[,;\n]/.test(input.text));
      case 'take-typed':
        return this.#change({}, true);
      case 'remove':
        return this.#change({ [input.field]: state.draft[input.field].filter(({ address }) => address !== input.address) });
      case 'save':
        return void this.#save(state);
      case 'overwrite':
        return void this.#overwrite(state);
      case 'pause':
        return void this.desk.keeper?.saveNow();
      case 'keep-apart':
        return this.desk.keeper?.keepApart();
      case 'show-draft':
        return void this.desk.show(input.id, this.#life.signal);
      case 'write-another':
        return void this.desk.saved().then((isSaved) => isSaved && this.#begin({}));
      default:
    }
  }

  #begin(mail: MailToWrite): void {
    this.desk.begin(mail);
    this.#open(toDraft(mail), toDraft(mail));
  }

  #open(draft: Draft, from: Draft): void {
    this.#wasTried = false;
    this.#hear({ do: 'write', draft: this.#withMailbox(draft), from, key: this.#deps.newKey() });
    this.#forecast.ask(this.#life.signal);
  }

  #found(draft: Draft, at: number): void {
    this.#wasTried = false;
    this.#hear({ heard: 'draft', draft, at, key: this.#deps.newKey() });
    this.#change({});
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
    return mailboxes.some(({ id }) => id === draft.connectionId) ? draft : { ...draft, connectionId: mailboxes[0]?.id };
  }

  async #fetch(id: string, purpose: Extract<Input, { do: 'open' }>['purpose']): Promise<void> {
    this.#hear({ do: 'fetch', id, purpose });
    const { signal } = this.#life;
    const outcome = await this.#deps.client.content(id, signal);
    if (signal.aborted || this.state.kind !== 'fetching' || this.state.id !== id) return;
    // A mail that is changed is at the service already; what is made of it is a text of its own.
    if (purpose === 'edit') this.desk.leave();
    else this.desk.begin();
    if (outcome.ok) this.#hear({ heard: 'content', content: outcome.value, key: this.#deps.newKey() });
    else this.#hear({ heard: 'fetch-failed', failure: outcome.failure });
    this.#forecast.forget();
    this.#forecast.ask(signal);
    this.#keep();
  }

  async #save(writing: Writing): Promise<void> {
    const draft = withTyped(writing.draft);
    this.#hear({ do: 'change', to: draft });
    const lack = lackOf(draft);
    if (lack !== undefined) return this.#hear({ heard: 'refused', refused: { kind: 'lack', lack } });
    this.#hear({ do: 'save' });
    // A draft that is saved after its mail was queued would come back.
    await this.desk.keeper?.rest();
    const saved = await queueWriting(this.#deps.client, { ...writing, draft }, this.#deps.zone(), this.desk.keeper?.place);
    if (this.state.kind !== 'saving') return;
    if (!saved.ok) {
      this.#wasTried = true;
      this.#hear({ heard: 'refused', refused: { kind: 'failure', failure: saved.failure }, ...(saved.unsure && isPassing(saved.failure) && { unsure: saved.unsure }) });
      return this.#keep();
    }
    if (this.#wasTried) void this.desk.discard();
    else this.desk.forget();
    this.close();
    this.#settings.onQueued(saved.mails, writing.editing === undefined ? draft : undefined);
  }

  /** The person's words take the place of what somebody else wrote meanwhile, as the mail stands now. */
  async #overwrite({ editing }: Writing): Promise<void> {
    const { signal } = this.#life;
    const outcome = editing && (await this.#deps.client.content(editing.id, signal));
    if (outcome === undefined || signal.aborted) return;
    if (!outcome.ok) return this.#hear({ heard: 'refused', refused: { kind: 'failure', failure: outcome.failure } });
    this.#hear({ heard: 'version', version: outcome.value.mail.version });
    if (this.state.kind === 'writing') await this.#save(this.state);
  }

  #hear(input: ComposeInput): void {
    this.#become(composeTransition(this.state, input));
  }

  #become(next: ComposeState): void {
    if (next === this.state) return;
    this.state = next;
    this.#settings.onChange();
  }
}
