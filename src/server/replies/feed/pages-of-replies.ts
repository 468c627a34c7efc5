import { fail, succeed, type Failure, type Outcome, type ReplyChanges, type ReplyPage } from '../../../contract/index.ts';
import type { Ports } from '../../ports.ts';
import type { Owner } from '../../store/connections.ts';
import { isOfFeed, readFeed, type FeedHead } from '../../store/feeds.ts';
import { listChanges, listReplies, replyOf, type ListPlace, type StoredReply } from '../../store/replies.ts';

/**
 * The list and the changes fit together: the list's `change` is read before its rows, so whatever happens while a page is
 * made is told again by the changes after that number. A page that has read both has missed nothing.
 */

export const pageOfReplies = async (
  ports: Ports,
  owner: Owner,
  { before, limit }: { readonly before: string | undefined; readonly limit: number },
): Promise<Outcome<ReplyPage, Failure>> => {
  const place = before === undefined ? undefined : placeIn(before);
  if (before !== undefined && place === undefined) return fail({ code: 'request-malformed' });
  const { change, era } = await readFeed(ports.database, owner);
  // One more than is shown tells whether there is a next page.
  const found = await listReplies(ports.database, owner, { before: place, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return succeed({ replies: shownOf(ports, shown), ...(last === undefined ? {} : { next: textOf(last) }), change, era });
};

export const changesOfReplies = async (ports: Ports, owner: Owner, since: FeedHead, limit: number): Promise<ReplyChanges> => {
  // Read before the rows: a place that is told in too early an era is looked at once more, and never believed too long.
  const feed = await readFeed(ports.database, owner);
  const { era } = feed;
  // What the page has seen was another feed, as after a database was restored: the answer goes back, and the page begins anew.
  if (!isOfFeed(since, feed)) return { replies: [], change: 0, era, more: false };
  const found = await listChanges(ports.database, owner, since.change, limit);
  return { replies: shownOf(ports, found), change: found.at(-1)?.change ?? since.change, era, more: found.length === limit };
};

const shownOf = ({ settings }: Ports, replies: readonly StoredReply[]) => replies.map((each) => replyOf(each, settings.google.gmailWebUrl));

const textOf = ({ receivedAt, id }: ListPlace): string => `${receivedAt}.${id}`;

/** Thirteen digits reach to the year 2286; some more are no time that the database knows. */
const placeIn = (text: string): ListPlace | undefined => {
  const [, time, id] = /^(\d{1,13})\.([\w-]{16,64})$/.exec(text) ?? [];
  return time === undefined || id === undefined ? undefined : { receivedAt: Number(time), id };
};
