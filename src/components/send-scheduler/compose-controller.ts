import { closed, composeTransition, isUnsaved, type ComposeInput, type ComposeState, type ForecastStand, type Writing } from '../../client/outgoing/compose-state.ts';
import { forecastAskOf, lackOf, toDraft, withTyped, type Draft, type MailToWrite } from '../../client/outgoing/draft.ts';
import { leaveText, takeLeftText } from '../../client/outgoing/left-text.ts';
import type { OutgoingDeps } from '../../client/outgoing/outgoing-deps.ts';
import { isPassing } from '../../client/outgoing/pending-change.ts';
import { saveDraft } from '../../client/outgoing/save-draft.ts';
import { warnOfLeaving } from '../../client/outgoing/warn-of-leaving.ts';
import type { Connection, OutgoingMail, SendingForecast } from '../../contract/index.ts';
import { leavingWords } from './failure-words.ts';
import type { Input } from './model.ts';

export interface ComposeSettings {
  readonly userKey: () => string | undefined;
  readonly mailboxes: () => readonly Connection[];
  readonly onChange: () => void;
  /** Without the draft where a mail was changed: it was there before, and is not taken back. */
  readonly onQueued: (mails: readonly OutgoingMail[], draft: Draft | undefined) => void;
}

/** A person types; the forecast follows in a moment. */
const askAfterMs = 350;

/** Holds the form in which a mail is written, asks for its forecast, and saves it. */
export class ComposeController {
  state: ComposeState = closed;
  readonly #deps: OutgoingDeps;
  readonly #settings: ComposeSettings;
  #life = new AbortController();
  #asking = new AbortController();
  #asked = '';
  #servedKey: string | undefined;

  constructor(deps: OutgoingDeps, settings: ComposeSettings) {
    this.#deps = deps;
    this.#settings = settings;
  }

  get isUnsaved(): boolean {
    return isUnsaved(this.state);
  }

  start(): void {
    this.#life = new AbortController();
    warnOfLeaving(() => this.isUnsaved, leavingWords, this.#life.signal);
    this.#asked = '';
    this.#ask();
  }

  /** The element left the page: the text stays for the next scheduler in it, as after a way through the host's router. */
  stop(): void {
    this.#life.abort();
    this.#asking.abort();
    const { state } = this;
    if (state.kind === 'writing' && isUnsaved(state)) leaveText(this.#settings.userKey(), state);
  }

  /** Who is served now: somebody else finds no text, the same person theirs. */
  served(userKey: string | undefined): void {
    if (this.#servedKey !== undefined && userKey !== undefined && userKey !== this.#servedKey) this.close();
    this.#servedKey = userKey ?? this.#servedKey;
    const left = userKey === undefined || this.state.kind !== 'closed' ? undefined : takeLeftText(userKey);
    if (left !== undefined) this.#become(left);
    if (this.state.kind === 'writing' && this.state.draft.connectionId === undefined) this.#change({});
  }

  write(mail: MailToWrite): void {
    if (!this.isUnsaved) this.reopen(toDraft(mail), toDraft(mail));
  }

  /** What was taken back is the person's own again, and nowhere else. */
  reopen(draft: Draft, from = toDraft({})): void {
    this.#hear({ do: 'write', draft: this.#withMailbox(draft), from, key: this.#deps.newKey() });
    this.#ask();
  }

  close(): void {
    this.#asking.abort();
    this.#asked = '';
    this.#hear({ do: 'close' });
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
      default:
    }
  }

  #change(to: Partial<Draft>, takesTyped = false): void {
    if (this.state.kind !== 'writing') return;
    const draft = this.#withMailbox({ ...this.state.draft, ...to });
    this.#hear({ do: 'change', to: takesTyped ? withTyped(draft) : draft });
    this.#ask();
  }

  #withMailbox(draft: Draft): Draft {
    const mailboxes = this.#settings.mailboxes();
    return mailboxes.some(({ id }) => id === draft.connectionId) ? draft : { ...draft, connectionId: mailboxes[0]?.id };
  }

  /** Asks what would happen, once the person has paused, and only where that may be another answer than the last. */
  #ask(): void {
    const { state } = this;
    if (state.kind !== 'writing') return;
    const { connectionId } = state.draft;
    const ask = forecastAskOf(state.draft, this.#deps.zone());
    const wanted = JSON.stringify([connectionId, ask]);
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    this.#asking.abort();
    this.#asking = new AbortController();
    if (ask === undefined || connectionId === undefined) return this.#hear({ heard: 'forecast', stand: { kind: 'none' } });
    void this.#forecast(connectionId, ask, AbortSignal.any([this.#life.signal, this.#asking.signal]));
  }

  async #forecast(connectionId: string, ask: NonNullable<ReturnType<typeof forecastAskOf>>, signal: AbortSignal): Promise<void> {
    const last = this.state.kind === 'writing' ? latestOf(this.state.forecast) : undefined;
    this.#hear({ heard: 'forecast', stand: { kind: 'asking', last } });
    await this.#deps.clock.sleep(askAfterMs, signal);
    if (signal.aborted) return;
    const outcome = await this.#deps.client.forecast(connectionId, ask, signal);
    if (signal.aborted) return;
    const stand: ForecastStand = outcome.ok ? { kind: 'shown', forecast: outcome.value } : { kind: 'refused', failure: outcome.failure };
    this.#hear({ heard: 'forecast', stand });
  }

  async #fetch(id: string, purpose: Extract<Input, { do: 'open' }>['purpose']): Promise<void> {
    this.#hear({ do: 'fetch', id, purpose });
    const { signal } = this.#life;
    const outcome = await this.#deps.client.content(id, signal);
    if (signal.aborted) return;
    if (outcome.ok) this.#hear({ heard: 'content', content: outcome.value, key: this.#deps.newKey() });
    else this.#hear({ heard: 'fetch-failed', failure: outcome.failure });
    this.#asked = '';
    this.#ask();
  }

  async #save(writing: Writing): Promise<void> {
    const draft = withTyped(writing.draft);
    this.#hear({ do: 'change', to: draft });
    const lack = lackOf(draft);
    if (lack !== undefined) return this.#hear({ heard: 'refused', refused: { kind: 'lack', lack } });
    this.#hear({ do: 'save' });
    const saved = await saveDraft(this.#deps.client, { ...writing, draft }, this.#deps.zone());
    if (this.state.kind !== 'saving') return;
    if (!saved.ok) return this.#hear({ heard: 'refused', refused: { kind: 'failure', failure: saved.failure }, ...(saved.unsure && isPassing(saved.failure) && { unsure: saved.unsure }) });
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

const latestOf = (stand: ForecastStand): SendingForecast | undefined => (stand.kind === 'shown' ? stand.forecast : stand.kind === 'asking' ? stand.last : undefined);
