import type { nothing, ReactiveController, ReactiveElement, TemplateResult } from 'lit';
import { createHttpTrackingClient } from '../../client/tracking/http-tracking-client.ts';
import { proofOf } from '../../client/tracking/proof-run.ts';
import { createProver, type Prover } from '../../client/tracking/prover.ts';
import type { TrackingFact } from '../../client/tracking/tracking-fact.ts';
import { createTrackingWatch, type TrackingWatch } from '../../client/tracking/tracking-watch.ts';
import type { Connection, TrackedMailbox } from '../../contract/index.ts';
import { TrackingVerifiedEvent } from './proof/proof-events.ts';
import { proofView } from './proof/proof-view.ts';
import { TrackingAtRiskEvent } from './tracking-events.ts';
import type { ProofModel, Reader, TrackingInput, TrackingPanel } from './tracking-panel.ts';
import type { SlotDeps } from './tracking-slot.ts';
import { trackingView } from './views/tracking-view.ts';

/** Holds what is known of tracking for the mailboxes that are in view, and does what the person asks for. */
export class TrackingController implements ReactiveController, TrackingPanel {
  readonly #host: ReactiveElement;
  readonly #prover: Prover;
  readonly #watch: TrackingWatch;
  readonly #closedGaps = new Set<string>();
  #cards = new Set<string>();
  #proofs = new Set<string>();
  #focusAt: string | undefined;

  constructor(host: ReactiveElement, { calls, clock, page }: SlotDeps) {
    this.#host = host;
    const deps = { client: createHttpTrackingClient(calls), clock, page, onChange: () => host.requestUpdate(), onFact: (fact: TrackingFact) => host.dispatchEvent(eventOf(fact)) };
    this.#prover = createProver(deps);
    this.#watch = createTrackingWatch(deps);
    host.addController(this);
  }

  hostConnected(): void {
    this.#prover.start();
    this.#watch.start();
  }

  hostDisconnected(): void {
    this.#prover.stop();
    this.#watch.stop();
  }

  hostUpdate(): void {
    this.#cards = new Set();
    this.#proofs = new Set();
  }

  hostUpdated(): void {
    this.#watch.look(this.#cards);
    for (const connectionId of [...this.#cards, ...this.#proofs]) this.#prover.look(connectionId);
    // What was ignored takes its button along: the person stays where they were.
    if (this.#focusAt !== undefined) this.#host.shadowRoot?.getElementById(this.#focusAt)?.focus();
    this.#focusAt = undefined;
  }

  card({ id, granted }: Connection, reader: Reader): TemplateResult | typeof nothing {
    this.#cards.add(id);
    const mailbox = this.#watch.mailbox(id);
    return trackingView({
      ...this.#proofModel(id, mailbox, reader),
      state: this.#watch.state,
      mailbox,
      cannotSend: !granted.includes('send'),
      checkUp: this.#watch.checkUp(id),
      checking: this.#watch.isChecking(id),
      gapClosed: mailbox?.gap !== undefined && this.#closedGaps.has(mailbox.gap.to),
    });
  }

  proof(mailbox: TrackedMailbox, reader: Reader): TemplateResult {
    this.#proofs.add(mailbox.connectionId);
    return proofView(this.#proofModel(mailbox.connectionId, mailbox, reader));
  }

  #proofModel(connectionId: string, mailbox: TrackedMailbox | undefined, reader: Reader): ProofModel {
    const run = this.#prover.run(connectionId);
    const { verifiedAt, tookMs = 0 } = mailbox ?? {};
    // What the proof itself says is newer than what was read of all mailboxes.
    const verified = proofOf(run)?.verified ?? (verifiedAt === undefined ? undefined : { at: verifiedAt, tookMs });
    return { ...reader, connectionId, run, boundSeconds: mailbox?.boundSeconds ?? 0, verified, send: (input) => this.#send(connectionId, input, reader.tag) };
  }

  #send(connectionId: string, input: TrackingInput, locale: string): void {
    switch (input.do) {
      case 'prove':
        return this.#prover.prove(connectionId, locale);
      case 'check-now':
        return this.#watch.checkNow(connectionId);
      case 'check-again':
        return this.#watch.checkAgain(connectionId);
      case 'ignore':
        this.#focusAt = `check-up-${connectionId}`;
        return this.#watch.ignore(connectionId, input.key, input.ignored);
      case 'close-gap':
        this.#focusAt = `tracking-${connectionId}`;
        this.#closedGaps.add(input.to);
        return this.#host.requestUpdate();
    }
  }
}

const eventOf = (fact: TrackingFact): Event =>
  fact.fact === 'verified'
    ? new TrackingVerifiedEvent({ connectionId: fact.connectionId, tookMs: fact.tookMs })
    : new TrackingAtRiskEvent({ connectionId: fact.connectionId, causes: fact.causes });
