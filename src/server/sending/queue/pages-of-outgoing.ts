import { fail, succeed, type Failure, type OutgoingMail, type OutgoingPage, type Outcome } from '../../../contract/index.ts';
import type { Ports } from '../../ports.ts';
import { listConnections, type Owner } from '../../store/connections.ts';
import { isOfFeed, readFeed, type FeedHead } from '../../store/feeds.ts';
import { soonestIn } from '../../store/outgoing-line.ts';
import { listOutgoing, listOutgoingChanges, readOutgoings, type OutgoingPlace } from '../../store/outgoing-mails.ts';
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

/** Of what waits that which is due soonest, in one page: when it is expected to leave changes with all the others. */
export const soonestOutgoing = async (ports: Ports, owner: Owner, { connectionId, limit }: Pick<Wanted, 'connectionId' | 'limit'>): Promise<OutgoingPage> => {
  const { change, era } = await readFeed(ports.database, owner);
  const own = (await listConnections(ports.database, owner)).map(({ id }) => id);
  const ids = await soonestIn(ports.database, own.filter((id) => connectionId === undefined || id === connectionId), limit);
  return { mails: [...(await viewsOf(ports, await readOutgoings(ports.database, owner, ids)))], change, era };
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
