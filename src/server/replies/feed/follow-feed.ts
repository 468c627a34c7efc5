import type { ReplyEvent } from '../../../contract/index.ts';
import type { UserCaller } from '../../auth/caller.ts';
import { ownerOf } from '../../connections/owner-of.ts';
import type { Ports } from '../../ports.ts';
import { readFeed, type FeedHead } from '../../store/feeds.ts';
import { trackingOf } from '../tracking-view.ts';
import { lastOutgoingChange } from '../../store/outgoing-mails.ts';
import { standsOfSending } from '../../store/sending-mailboxes.ts';
import { changesOfReplies } from './pages-of-replies.ts';

const atOnce = 200;
/** Proxies cut what is silent for a minute; and how a mailbox stands is told at least this often. */
const beatMs = 20_000;
/** The tabs of a browser share one stream; this leaves room for many browsers, and none for a flood. */
const mostAtOnce = 20;
/** How the mailboxes stand takes some questions: rings that come by the thousand do not multiply them. */
const tellEveryMs = 1_000;
/** For the page's own reconnecting, in milliseconds. */
const retryMs = 2_000;

/**
 * A user's replies as they change, from `since` on or else from now on, each under the number to resume from; and that
 * something changed of the mail that leaves. It ends with the token: a page that has gone on to another person must not go
 * on listening for the one before.
 */
export async function* followFeed(ports: Ports, caller: UserCaller, since: FeedHead | undefined, unwanted: AbortSignal): AsyncGenerator<string> {
  const owner = ownerOf(caller);
  const { bell, clock } = ports;
  const signal = AbortSignal.any([unwanted, bell.closed]);
  let told = '';
  let toldAt = Number.NEGATIVE_INFINITY;
  let toldStands: string | undefined;
  yield `retry: ${retryMs}\n\n`;
  // A page that is ended at once asks for the changes instead, now and then.
  if (bell.count(owner) >= mostAtOnce) return;
  const leave = bell.enter(owner, signal);
  try {
    let reached = since ?? (await readFeed(ports.database, owner));
    let toldOutgoing = reached.change;
    let hasBegun = false;
    while (!signal.aborted && clock.now() < caller.tokenEndsAt) {
      // The wait begins before the look: what happens between the two ends it.
      const waiting = new AbortController();
      const rung = bell.next(owner, AbortSignal.any([signal, waiting.signal]));
      try {
        const changes = await changesOfReplies(ports, owner, reached, atOnce);
        // The page has seen another feed: it asks for the changes, and learns there that it begins anew.
        if (changes.change < reached.change) return;
        const { era } = changes;
        if (!hasBegun) yield eventOf({ type: 'begun', era, change: reached.change });
        hasBegun = true;
        for (const reply of changes.replies) {
          // Whoever reads slowly reads no longer than the token lasts.
          if (signal.aborted || clock.now() >= caller.tokenEndsAt) return;
          yield eventOf({ type: 'reply', era, reply }, reply.change);
        }
        reached = changes;
        if (changes.more) continue;
        const sinceTold = clock.now() - toldAt;
        // A clock that was set back has nobody wait for it.
        const tells = sinceTold >= tellEveryMs || sinceTold < 0;
        const outgoing = await lastOutgoingChange(ports.database, owner);
        // Why mails wait, and until when, changes with their mailbox and without them.
        const stands = tells ? await standsOfSending(ports.database, owner) : toldStands;
        if (outgoing > toldOutgoing || (toldStands !== undefined && stands !== toldStands)) yield eventOf({ type: 'outgoing', era, change: outgoing });
        toldOutgoing = outgoing;
        toldStands = stands;
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
