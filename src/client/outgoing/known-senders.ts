import type { OutgoingClient } from './outgoing-client.ts';

/** Under which addresses each mailbox may send, asked for once for each that a mail is written from. */
export class KnownSenders {
  readonly #client: Pick<OutgoingClient, 'senders'>;
  readonly #onChange: () => void;
  readonly #known = new Map<string, readonly string[]>();

  constructor(client: Pick<OutgoingClient, 'senders'>, onChange: () => void) {
    this.#client = client;
    this.#onChange = onChange;
  }

  /** None as long as they are not known: then the mailbox sends as itself. */
  of(connectionId: string | undefined): readonly string[] {
    return (connectionId === undefined ? undefined : this.#known.get(connectionId)) ?? [];
  }

  learn(connectionId: string | undefined, signal: AbortSignal): void {
    if (connectionId === undefined || this.#known.has(connectionId)) return;
    this.#known.set(connectionId, []);
    void this.#ask(connectionId, signal);
  }

  async #ask(connectionId: string, signal: AbortSignal): Promise<void> {
    const outcome = await this.#client.senders(connectionId, signal);
    if (outcome.ok && !signal.aborted) {
      this.#known.set(connectionId, outcome.value);
      this.#onChange();
    } else this.#known.delete(connectionId);
  }
}
