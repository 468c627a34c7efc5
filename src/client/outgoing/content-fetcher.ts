import type { AttachmentsClient } from './attachments-client.ts';
import type { ComposeInput, ComposeState, Purpose, Writing } from './compose-state.ts';
import type { DraftDesk } from './draft-desk.ts';
import type { OutgoingClient } from './outgoing-client.ts';

export interface ContentFetcherDeps {
  readonly client: OutgoingClient;
  readonly attachments: AttachmentsClient;
  readonly newKey: () => string;
  readonly desk: DraftDesk;
  readonly state: () => ComposeState;
  readonly hear: (input: ComposeInput) => void;
  readonly onFetched: () => void;
  readonly onDescribed: () => void;
  /** The form is of the mail as it stands now. */
  readonly onCurrent: (writing: Writing) => Promise<void>;
}

/** Brings the words of a mail that is at the service into the form. */
export class ContentFetcher {
  readonly #deps: ContentFetcherDeps;

  constructor(deps: ContentFetcherDeps) {
    this.#deps = deps;
  }

  async fetch(id: string, purpose: Purpose, signal: AbortSignal): Promise<void> {
    const { client, desk, hear, newKey } = this.#deps;
    hear({ do: 'fetch', id, purpose });
    const outcome = await client.content(id, signal);
    const state = this.#deps.state();
    if (signal.aborted || state.kind !== 'fetching' || state.id !== id) return;
    // A mail that is changed is at the service already; what is made of it is a text of its own.
    if (purpose === 'edit') desk.leave();
    else desk.begin();
    hear(outcome.ok ? { heard: 'content', content: outcome.value, key: newKey() } : { heard: 'fetch-failed', failure: outcome.failure });
    this.#deps.onFetched();
  }

  /** The person's words take the place of what somebody else wrote meanwhile. */
  async overwrite({ editing }: Writing, signal: AbortSignal): Promise<void> {
    const { client, hear } = this.#deps;
    const outcome = editing && (await client.content(editing.id, signal));
    if (outcome === undefined || signal.aborted) return;
    if (!outcome.ok) return hear({ heard: 'refused', refused: { kind: 'failure', failure: outcome.failure } });
    hear({ heard: 'version', version: outcome.value.mail.version });
    const state = this.#deps.state();
    if (state.kind === 'writing') await this.#deps.onCurrent(state);
  }

  /** What the files are called that came with the text, and which of them are gone. */
  async describe(signal: AbortSignal): Promise<void> {
    const state = this.#deps.state();
    const ids = 'draft' in state ? state.draft.files.filter(({ name }) => name === undefined).map(({ id }) => id) : [];
    if (ids.length === 0) return;
    const outcome = await this.#deps.attachments.list(ids, signal);
    if (!outcome.ok || signal.aborted) return;
    this.#deps.hear({ heard: 'files', files: outcome.value });
    this.#deps.onDescribed();
  }
}
