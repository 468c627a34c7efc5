import type { ReplyEvent } from '../../../contract/index.ts';
import type { UserCaller } from '../../auth/caller.ts';
import { ownerOf } from '../../connections/owner-of.ts';
import type { Ports } from '../../ports.ts';
import type { FeedHead } from '../../store/feeds.ts';
import { trackingOf } from '../tracking-view.ts';
import { lastOutgoingChange } from '../../store/outgoing-mails.ts';
import { changesOfReplies } from './pages-of-replies.ts';

const atOnce = 200;
/** Proxies cut what is silent for a minute; and how a mailbox stands is told at least this often. */
const beatMs = 20_000;
/** The tabs of a browser share one stream; this leaves room for many browsers, and none for a flood. */
const mostAtOnce = 20;
/** How the mailboxes stand takes five questions: rings that come by the thousand do not multiply them. */
const tellEveryMs = 1_000;
/** For the page's own reconnecting, in milliseconds. */
const retryMs = 2_000;

/**
 * A user's replies as they change, from `since` on, each under the number to resume from. It ends with the token: a page
 * that has gone on to another person must not go on listening for the one before.
 */
export async function* followFeed(ports: Ports, caller: UserCaller, since: FeedHead, unwanted: AbortSignal): AsyncGenerator<string> {
  const owner = ownerOf(caller);
  const { bell, clock } = ports;
  const signal = AbortSignal.any([unwanted, bell.closed]);
  let reached = since;
  let told = '';
  let toldAt = Number.NEGATIVE_INFINITY;
  let toldOutgoing = since.change;
  yield `retry: ${retryMs}\n\n`;
  // A page that is ended at once asks for the changes instead, now and then.
  if (bell.count(owner) >= mostAtOnce) return;
  const leave = bell.enter(owner, signal);
  try {
    while (!signal.aborted && clock.now() < caller.tokenEndsAt) {
      // The wait begins before the look: what happens between the two ends it.
      const waiting = new AbortController();
      const rung = bell.next(owner, AbortSignal.any([signal, waiting.signal]));
      try {
        const changes = await changesOfReplies(ports, owner, reached, atOnce);
        // The page has seen another feed: it asks for the changes, and learns there that it begins anew.
        if (changes.change < reached.change) return;
        const { era } = changes;
        for (const reply of changes.replies) {
          // Whoever reads slowly reads no longer than the token lasts.
          if (signal.aborted || clock.now() >= caller.tokenEndsAt) return;
          yield eventOf({ type: 'reply', era, reply }, reply.change);
        }
        reached = changes;
        if (changes.more) continue;
        const outgoing = await lastOutgoingChange(ports.database, owner);
        if (outgoing > toldOutgoing) yield eventOf({ type: 'outgoing', era, change: outgoing });
        toldOutgoing = outgoing;
        const sinceTold = clock.now() - toldAt;
        // A clock that was set back has nobody wait for it.
        const tells = sinceTold >= tellEveryMs || sinceTold < 0;
        if (tells) {
          toldAt = clock.now();
          const tracking = eventOf({ type: 'tracking', era, tracking: await trackingOf(ports, caller) });
          yield tracking === told ? ':\n\n' : tracking;
          told = tracking;
        }
        const patience = Math.min(tells ? beatMs : tellEveryMs - sinceTold, caller.tokenEndsAt - clock.now());
        await Promise.race([rung, clock.sleep(patience, AbortSignal.any([signal, waiting.signal]))]);
      } finally {
        waiting.abort();
      }
    }
  } finally {
    leave();
  }
}

/** JSON has no line breaks, so one line of data is one event. */
const eventOf = (event: ReplyEvent, id?: number): string => `${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(event)}\n\n`;
