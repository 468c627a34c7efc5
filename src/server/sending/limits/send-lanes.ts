import { nextOpening, type Opening } from '../schedule/next-opening.ts';
import { windowFor, type SendHours, type SendWindow } from '../schedule/send-window.ts';
import type { ZoneRules } from '../schedule/zone-rules.ts';
import type { HeldBy } from './next-room.ts';

/** When a mailbox sends at all. */
export interface SendTimes {
  readonly rules: ZoneRules;
  /** The sender's IANA zone; it also decides what "today" is. */
  readonly zone: string;
  /** Undefined where mail may leave at any hour. */
  readonly hours: SendHours | undefined;
}

/** What decides when a mail becomes ready. */
export interface Due {
  /** Leaves at this instant (milliseconds) or as soon afterwards as it may. */
  readonly dueAt: number;
  /** An IANA zone, for hours by the recipient's clock; undefined where it is not known. */
  readonly recipientZone: string | undefined;
  /** Leaves outside the hours too. */
  readonly anyHour?: boolean;
}

/** The mails of a queue that share their hours, in the order in which they are due. None of them overtakes another. */
export interface Lane<Mail extends Due> {
  /** The first that has not left. */
  head: Mail;
  /** Its place in the queue. */
  position: number;
  /** When the head is due, its hours are open and its lane does not wait. */
  readyAt: number;
  /** What the lane waited for since the head was due, other than its hours. */
  heldBy: HeldBy | undefined;
  /** The earliest instant, not before `at`, at which the lane's hours are open. */
  readonly opensFor: (at: number) => number;
  /** The head has left: false if it was the last. */
  readonly advance: () => boolean;
  /** The head has no room before its hours close, and those behind it wait with it for the next, at `at`. */
  readonly waitUntil: (at: number, because: HeldBy) => void;
}

/**
 * Sorts mails, which come in order of their due times, into lanes: one, or one for each zone where the hours are the
 * recipients'. Nothing is ready before `now`.
 */
export const lanesOf = <Mail extends Due>(queue: readonly Mail[], { rules, zone, hours }: SendTimes, now: number): Lane<Mail>[] => {
  const laneOf = hours === undefined ? undefined : createLaneOf(queue, hours, createZoneOf(rules, zone));
  return [...positionsBy(queue, laneOf)].flatMap(([name, positions]) => {
    const window = hours === undefined || name === anyHour ? undefined : windowFor(hours, zone, name);
    return createLane(queue, positions, rules, window, now) ?? [];
  });
};

/** The name of a lane that has no hours: no zone's. */
const anyHour = '';

/** Undefined where the hours of all are the sender's. */
const createLaneOf = (queue: readonly Due[], { clockOf }: SendHours, zoneOf: (mail: Due) => string): ((mail: Due) => string | undefined) | undefined => {
  const ofRecipient = clockOf === 'recipient';
  if (!ofRecipient && !queue.some((mail) => mail.anyHour === true)) return undefined;
  return (mail) => (mail.anyHour === true ? anyHour : ofRecipient ? zoneOf(mail) : undefined);
};

/** A recipient's zone comes from the host's data: one that no clock knows counts as not known. */
const createZoneOf = (rules: ZoneRules, senderZone: string): ((mail: Due) => string) => {
  const known = new Map<string, string>();
  return ({ recipientZone = senderZone }) => {
    const found = known.get(recipientZone) ?? (rules.has(recipientZone) ? recipientZone : senderZone);
    known.set(recipientZone, found);
    return found;
  };
};

/** The places of the queue by the lane of each mail; undefined where all of them are in one. */
const positionsBy = (queue: readonly Due[], laneOf: ((mail: Due) => string | undefined) | undefined): Map<string | undefined, number[] | undefined> => {
  if (laneOf === undefined) return new Map([[undefined, undefined]]);
  const positions = new Map<string | undefined, number[]>();
  queue.forEach((mail, position) => {
    const name = laneOf(mail);
    const lane = positions.get(name);
    if (lane === undefined) positions.set(name, [position]);
    else lane.push(position);
  });
  return positions;
};

const createLane = <Mail extends Due>(
  queue: readonly Mail[],
  positions: readonly number[] | undefined,
  rules: ZoneRules,
  window: SendWindow | undefined,
  now: number,
): Lane<Mail> | undefined => {
  let index = 0;
  let floor = now;
  let floorBecause: HeldBy | undefined;
  // Being ready and having room each only move on, but the second runs ahead of the first.
  const opensFor = createOpenings(rules, window);
  const opensWhenDue = createOpenings(rules, window);
  const readyFor = ({ dueAt }: Mail): number => opensWhenDue(Math.max(dueAt, floor));

  const positionAt = (place: number): number => (positions === undefined ? place : (positions[place] ?? -1));
  const position = positionAt(0);
  const head = queue[position];
  if (head === undefined) return undefined;
  const lane: Lane<Mail> = {
    head,
    position,
    readyAt: readyFor(head),
    heldBy: undefined,
    opensFor,
    advance() {
      index += 1;
      lane.position = positionAt(index);
      const following = queue[lane.position];
      if (following === undefined) return false;
      lane.head = following;
      lane.readyAt = readyFor(following);
      lane.heldBy = following.dueAt < floor ? floorBecause : undefined;
      return true;
    },
    waitUntil(at, because) {
      [floor, floorBecause] = [at, because];
      lane.readyAt = readyFor(lane.head);
      lane.heldBy = because;
    },
  };
  return lane;
};

/** Asks the clock of a zone once for each opening, which is enough for someone who asks in order of time. */
const createOpenings = (rules: ZoneRules, window: SendWindow | undefined): ((at: number) => number) => {
  if (window === undefined) return (at) => at;
  let opening: Opening = { opensAt: -Infinity, closesAt: -Infinity };
  return (at) => {
    if (at >= opening.closesAt) opening = nextOpening(rules, window, at);
    return Math.max(at, opening.opensAt);
  };
};

/** Whose turn it is among lanes: the head that is ready first, then the one that was due first, then as the queue has them. */
export interface Turns<Mail extends Due> {
  /** Undefined when all have left. */
  first(): Lane<Mail> | undefined;
  /** The first lane has changed: `left` tells whether it has mail left. */
  changed(left: boolean): void;
}

/** A binary heap: a change of the first lane moves it down past at most as many others as their number has binary digits. */
export const createTurns = <Mail extends Due>(lanes: readonly Lane<Mail>[]): Turns<Mail> => {
  // A sorted array is a heap.
  const heap = [...lanes].sort(inTurn);
  return {
    first: () => heap[0],
    changed(left) {
      const moved = left ? heap[0] : heap.pop();
      if (moved === undefined || heap.length === 0) return;
      let place = 0;
      for (;;) {
        const [one, other] = [heap[2 * place + 1], heap[2 * place + 2]];
        const down = other !== undefined && one !== undefined && inTurn(other, one) < 0 ? other : one;
        if (down === undefined || inTurn(moved, down) <= 0) break;
        heap[place] = down;
        place = 2 * place + (down === one ? 1 : 2);
      }
      heap[place] = moved;
    },
  };
};

const inTurn = <Mail extends Due>(one: Lane<Mail>, other: Lane<Mail>): number =>
  one.readyAt - other.readyAt || one.head.dueAt - other.head.dueAt || one.position - other.position;
