import * as z from 'zod/mini';
import { decode, webhookEventSchema, type WebhookEvent } from '../../../src/contract/index.ts';
import type { Refusal } from './verify-call.ts';

/** One thing that the service told this CRM, however often it told it. */
export interface HeardEvent {
  /** Of the delivery: the same id is the same thing told again. */
  readonly id: string;
  readonly heardAt: number;
  readonly times: number;
  readonly event: WebhookEvent;
}

export interface TurnedAway {
  readonly at: number;
  readonly why: Refusal;
}

/** What the CRM heard by its webhook, and whom it turned away there. */
export interface HeardEvents {
  /** In the order in which they came. */
  events(): readonly HeardEvent[];
  turnedAway(): readonly TurnedAway[];
  hear(id: string, event: WebhookEvent, at: number): void;
  turnAway(why: Refusal, at: number): void;
}

/** A CRM keeps its activities for good; a demo need not. */
const mostEvents = 1_000;
const mostTurnedAway = 20;

export const createHeardEvents = (saved: readonly HeardEvent[] = []): HeardEvents => {
  const events = new Map(saved.map((each) => [each.id, each]));
  let turnedAway: readonly TurnedAway[] = [];
  return {
    events: () => [...events.values()],
    turnedAway: () => turnedAway,
    hear(id, event, at) {
      const known = events.get(id);
      events.set(id, known === undefined ? { id, heardAt: at, times: 1, event } : { ...known, times: known.times + 1 });
      const [oldest] = events.keys();
      if (oldest !== undefined && events.size > mostEvents) events.delete(oldest);
    },
    turnAway(why, at) {
      turnedAway = [...turnedAway, { at, why }].slice(-mostTurnedAway);
    },
  };
};

const savedSchema = z.array(z.object({ id: z.string(), heardAt: z.number(), times: z.int(), event: webhookEventSchema }));

/** What a demo had heard when it ended; nothing where that cannot be read. */
export const restoreHeard = (saved: unknown): HeardEvents => {
  const decoded = decode(savedSchema, saved);
  return createHeardEvents(decoded.ok ? decoded.value : []);
};
