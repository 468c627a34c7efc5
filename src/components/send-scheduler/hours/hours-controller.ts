import type { ServiceCalls } from '../../../client/mail-client/ask-service.ts';
import { createHttpRulesClient, type RulesClient } from '../../../client/sending-rules/rules-client.ts';
import { rulesOfDraft, rulesTransition, type RulesInput, type RulesState } from '../../../client/sending-rules/rules-state.ts';
import type { SendingRules } from '../../../contract/index.ts';

export interface HoursSettings {
  readonly calls: ServiceCalls;
  readonly zone: () => string;
  readonly onChange: () => void;
  readonly onSaved: (rules: SendingRules) => void;
}

/** Holds the form in which a mailbox is told when it sends, from its opening to its closing. */
export class HoursController {
  state: RulesState;
  readonly #client: RulesClient;
  readonly #settings: HoursSettings;
  readonly #life = new AbortController();
  #fetching = new AbortController();

  constructor(settings: HoursSettings, connectionId: string) {
    this.#settings = settings;
    this.#client = createHttpRulesClient(settings.calls);
    this.state = { kind: 'fetching', connectionId };
    this.open(connectionId);
  }

  close(): void {
    this.#life.abort();
  }

  open(connectionId: string): void {
    this.#fetching.abort();
    this.#fetching = new AbortController();
    void this.#fetch(connectionId, AbortSignal.any([this.#life.signal, this.#fetching.signal]));
  }

  take(input: Extract<RulesInput, { readonly do: unknown }>): void {
    if (input.do === 'fetch') return this.open(input.connectionId);
    this.#hear(input);
    if (input.do === 'save') void this.#save();
  }

  async #fetch(connectionId: string, signal: AbortSignal): Promise<void> {
    this.#hear({ do: 'fetch', connectionId });
    const outcome = await this.#client.read(connectionId, signal);
    if (signal.aborted) return;
    if (outcome.ok) this.#hear({ heard: 'rules', rules: outcome.value, zone: this.#settings.zone() });
    else this.#hear({ heard: 'fetch-failed', failure: outcome.failure });
  }

  async #save(): Promise<void> {
    const { state } = this;
    if (state.kind !== 'saving') return;
    const { connectionId, seen, draft } = state;
    const { signal } = this.#life;
    const rules = rulesOfDraft(draft);
    const outcome = await this.#client.set(connectionId, { ...rules, seen }, signal);
    if (signal.aborted) return;
    if (outcome.ok) return this.#saved(outcome.value);
    if (outcome.failure.code !== 'rules-changed') return this.#hear({ heard: 'refused', failure: outcome.failure });
    const now = await this.#client.read(connectionId, signal);
    if (signal.aborted) return;
    if (!now.ok) return this.#hear({ heard: 'refused', failure: now.failure });
    // An answer was lost on an earlier way: then they are as the person wished, and nobody has to be asked.
    if (JSON.stringify(now.value.hours) === JSON.stringify(rules.hours) && now.value.zone === rules.zone) this.#saved(now.value);
    else this.#hear({ heard: 'changed', theirs: now.value });
  }

  #saved(rules: SendingRules): void {
    this.#hear({ heard: 'saved', rules });
    this.#settings.onSaved(rules);
  }

  #hear(input: RulesInput): void {
    const next = rulesTransition(this.state, input);
    if (next === this.state) return;
    this.state = next;
    this.#settings.onChange();
  }
}
