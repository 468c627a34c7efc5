import type { Account } from '../accounts.ts';
import { signed } from '../id-token.ts';
import type { World } from '../world.ts';

/**
 * Gmail's way of telling that a mailbox changed: an event for each watch goes to a Pub/Sub topic, and Pub/Sub posts it to
 * the one subscription of this emulator, with an ID token of the subscription's account. At most one event goes out per
 * second and mailbox; what exceeds that is dropped, as Gmail says of itself.
 */
export interface Subscription {
  readonly url: string;
  /** The audience of the ID token; Pub/Sub takes the URL where none is set. */
  readonly audience?: string | undefined;
  /** The service account that vouches for the push. */
  readonly account: string;
}

export interface Pushes {
  subscribe(subscription: Subscription | undefined): void;
  /** `held` waits for `release`, which sends the newest first. */
  behave(how: PushBehaviour): void;
  readonly behaviour: PushBehaviour;
  release(): void;
  send(event: PushEvent): void;
  /** Resolves when every push under way was answered or failed. */
  settled(): Promise<void>;
  readonly sent: readonly SentPush[];
}

export type PushBehaviour = 'delivered' | 'lost' | 'doubled' | 'held';

export interface PushEvent {
  readonly emailAddress: string;
  readonly historyId: string;
  readonly topic: string;
}

export interface SentPush extends PushEvent {
  /** Undefined while it is under way, 0 when nobody answered. */
  status: number | undefined;
}

const mostRemembered = 1_000;

export const createPushes = (world: Pick<World, 'clock' | 'random' | 'key' | 'origin'>, fetchOut: typeof fetch): Pushes => {
  let subscription: Subscription | undefined;
  let behaviour: PushBehaviour = 'delivered';
  let held: PushEvent[] = [];
  const sent: SentPush[] = [];
  const underWay = new Set<Promise<void>>();

  const transmit = (event: PushEvent, to: Subscription, messageId: string): void => {
    const entry: SentPush = { ...event, status: undefined };
    sent.push(entry);
    if (sent.length > mostRemembered) sent.shift();
    const under = fetchOut(to.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${vouch(to)}`, from: 'noreply@google.com', 'user-agent': 'CloudPubSub-Google' },
      body: JSON.stringify(envelope(event, messageId)),
    }).then(
      async (answer) => {
        await answer.arrayBuffer();
        entry.status = answer.status;
      },
      // Nobody listens: a push is a hint, and Pub/Sub's own repetitions are the test's to bring about.
      () => void (entry.status = 0),
    );
    underWay.add(under);
    void under.finally(() => underWay.delete(under));
  };

  const vouch = (to: Subscription): string => {
    const seconds = Math.floor(world.clock.now() / 1000);
    return signed(
      { iss: world.origin, aud: to.audience ?? to.url, azp: '104512345678901234567', sub: '104512345678901234567', email: to.account, email_verified: true, iat: seconds, exp: seconds + 3600 },
      world.key,
    );
  };

  const envelope = ({ emailAddress, historyId, topic }: PushEvent, messageId: string): object => {
    const publishTime = new Date(world.clock.now()).toISOString();
    const data = Buffer.from(JSON.stringify({ emailAddress, historyId })).toString('base64');
    return {
      message: { attributes: {}, data, messageId, message_id: messageId, publishTime, publish_time: publishTime },
      subscription: topic.replace('/topics/', '/subscriptions/'),
    };
  };

  const freshId = (): string => BigInt(`0x${Buffer.from(world.random.bytes(6)).toString('hex')}`).toString();

  return {
    sent,
    get behaviour() {
      return behaviour;
    },
    subscribe: (to) => {
      subscription = to;
    },
    behave: (how) => {
      behaviour = how;
    },
    send: (event) => {
      if (subscription === undefined || behaviour === 'lost') return;
      if (behaviour === 'held') return void held.push(event);
      const id = freshId();
      transmit(event, subscription, id);
      if (behaviour === 'doubled') transmit(event, subscription, id);
    },
    release: () => {
      const events = held.reverse();
      held = [];
      if (subscription !== undefined) for (const event of events) transmit(event, subscription, freshId());
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
};

const leastBetweenMs = 1_000;

/** Tells every watch of the mailbox that something changed. */
export const pushChange = (world: World, account: Account): void => {
  const { watches, mailbox } = world.mailboxes.of(account);
  const now = world.clock.now();
  for (const [project, watch] of watches) {
    if (watch.endsAt <= now) watches.delete(project);
    // A clock that was set back is no reason to say nothing.
    else if (Math.abs(now - watch.lastPushAt) >= leastBetweenMs) {
      watch.lastPushAt = now;
      world.pushes.send({ emailAddress: account.email, historyId: String(mailbox.newest), topic: watch.topic });
    }
  }
};
