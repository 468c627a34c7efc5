import type { OutgoingMail } from '../../contract/index.ts';
import type { ComposeInput, ComposeState, Writing } from './compose-state.ts';
import { lackOf, withTyped, type Draft } from './draft.ts';
import type { DraftDesk } from './draft-desk.ts';
import type { OutgoingClient } from './outgoing-client.ts';
import { isPassing } from './pending-change.ts';
import { queueWriting } from './queue-writing.ts';
import type { Uploads } from './uploads.ts';

export interface SendPressDeps {
  readonly client: OutgoingClient;
  readonly zone: () => string;
  readonly desk: DraftDesk;
  readonly uploads: Uploads;
  readonly state: () => ComposeState;
  readonly hear: (input: ComposeInput) => void;
  readonly onRefused: () => void;
  /** Without the draft where a mail was changed: it was there before, and is not taken back. */
  readonly onQueued: (mails: readonly OutgoingMail[], draft: Draft | undefined) => void;
}

/** The press of the one button: whatever is in the form leaves it, or the form says why not. */
export class SendPress {
  readonly #deps: SendPressDeps;
  /** It was pressed before, and refused: the service may have the mail all the same, and its draft has grown since. */
  #wasTried = false;

  constructor(deps: SendPressDeps) {
    this.#deps = deps;
  }

  /** Another text is in the form. */
  begin(): void {
    this.#wasTried = false;
  }

  async press(writing: Writing): Promise<void> {
    const { client, zone, desk, uploads, state, hear } = this.#deps;
    const draft = withTyped(writing.draft);
    hear({ do: 'change', to: draft });
    // A mail that leaves without a file that belongs to it is worse than one that waits.
    const lack = uploads.isBusy ? 'upload' : uploads.hasFailed ? 'file' : lackOf(draft);
    if (lack !== undefined) return hear({ heard: 'refused', refused: { kind: 'lack', lack } });
    hear({ do: 'save' });
    // A draft that is saved after its mail was queued would come back.
    await desk.keeper?.rest();
    const queued = await queueWriting(client, { ...writing, draft }, zone(), desk.keeper?.place);
    if (state().kind !== 'saving') return;
    if (!queued.ok) {
      const { failure, unsure } = queued;
      this.#wasTried = true;
      hear({ heard: 'refused', refused: { kind: 'failure', failure }, ...(unsure && isPassing(failure) && { unsure }) });
      return this.#deps.onRefused();
    }
    if (this.#wasTried) void desk.discard();
    else desk.forget();
    this.#deps.onQueued(queued.mails, writing.editing === undefined ? draft : undefined);
  }
}
