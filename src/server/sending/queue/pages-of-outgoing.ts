import { fail, succeed, type Failure, type OutgoingMail, type OutgoingPage, type Outcome } from '../../../contract/index.ts';
import type { Ports } from '../../ports.ts';
import type { Owner } from '../../store/connections.ts';
import { isOfFeed, readFeed, type FeedHead } from '../../store/feeds.ts';
import { listOutgoing, listOutgoingChanges, type OutgoingPlace } from '../../store/outgoing-mails.ts';
import { viewsOf } from './outgoing-view.ts';

/** As with replies: the list's `change` is read before its rows, so the changes after it tell of everything else. */

export interface Wanted {
  readonly before: string | undefined;
  readonly limit: number;
  readonly connectionId: string | undefined;
  readonly open: boolean;
}

export const pageOfOutgoing = async (ports: Ports, owner: Owner, { before, limit, ...rest }: Wanted): Promise<Outcome<OutgoingPage, Failure>> => {
  const place = before === undefined ? undefined : placeIn(before);
  if (before !== undefined && place === undefined) return fail({ code: 'request-malformed' });
  const { change, era } = await readFeed(ports.database, owner);
  // One more than is shown tells whether there is a next page.
  const found = await listOutgoing(ports.database, owner, { ...rest, before: place, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return succeed({ mails: [...(await viewsOf(ports, shown))], ...(last === undefined ? {} : { next: `${last.dueAt}.${last.id}` }), change, era });
};

export const changesOfOutgoing = async (ports: Ports, owner: Owner, since: FeedHead, limit: number): Promise<{ mails: OutgoingMail[]; change: number; era: string; more: boolean }> => {
  const feed = await readFeed(ports.database, owner);
  const { era } = feed;
  if (!isOfFeed(since, feed)) return { mails: [], change: 0, era, more: false };
  const found = await listOutgoingChanges(ports.database, owner, since.change, limit);
  return { mails: [...(await viewsOf(ports, found))], change: found.at(-1)?.change ?? since.change, era, more: found.length === limit };
};

const placeIn = (text: string): OutgoingPlace | undefined => {
  const [, time, id] = /^(\d{1,13})\.([\w-]{16,64})$/.exec(text) ?? [];
  return time === undefined || id === undefined ? undefined : { dueAt: Number(time), id };
};
