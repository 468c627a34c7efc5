import type { World } from '../world.ts';
import { errorResponse, gmailErrors } from './gmail-error.ts';
import { noUsage, type AccountMailbox, type Usage } from './mailboxes.ts';

/** What one project may ask of one mailbox, and of all, in a minute; and how much of one mailbox at once. */
export interface QuotaLimits {
  readonly mailboxUnits: number;
  readonly projectUnits: number;
  readonly atOnce: number;
}

/** As for a project of today; the ceiling of requests at once is nowhere written and was seen at about ten. */
export const usualLimits: QuotaLimits = { mailboxUnits: 6_000, projectUnits: 1_200_000, atOnce: 10 };

export interface Quota {
  limits: QuotaLimits;
  /** All mailboxes together. */
  readonly whole: Usage;
  forget(): void;
}

export const createQuota = (): Quota => {
  let whole = noUsage();
  return {
    limits: usualLimits,
    get whole() {
      return whole;
    },
    forget: () => {
      whole = noUsage();
    },
  };
};

export interface Charge {
  readonly own: AccountMailbox;
  readonly project: string;
  readonly method: string;
  readonly units: number;
}

/** Counts one call. A call that exceeds a limit costs nothing and gets the answer that Gmail gives then. */
export const charge = (world: World, { own, project, method, units }: Charge): Response | undefined => {
  const { limits, whole } = world.quota;
  const shape = world.switches().errorShape;
  for (const usage of [own.usage, whole]) usage.calls[method] = (usage.calls[method] ?? 0) + 1;
  if (own.usage.inFlight > limits.atOnce) return errorResponse(gmailErrors.tooManyAtOnce(), shape);
  const minute = Math.floor(world.clock.now() / 60_000);
  if (unitsIn(own.usage, project, minute).units + units > limits.mailboxUnits) {
    return errorResponse(gmailErrors.quota('Queries per minute per user'), shape);
  }
  if (unitsIn(whole, project, minute).units + units > limits.projectUnits) return errorResponse(gmailErrors.quota('Queries per minute'), shape);
  for (const usage of [own.usage, whole]) {
    usage.units += units;
    unitsIn(usage, project, minute).units += units;
  }
  return undefined;
};

const unitsIn = (usage: Usage, project: string, minute: number): { minute: number; units: number } => {
  const found = usage.minutes.get(project);
  if (found?.minute === minute) return found;
  const begun = { minute, units: 0 };
  usage.minutes.set(project, begun);
  return begun;
};

/** Holds a place among the requests under way until the answer is there. */
export const inFlight = async (usage: Usage, answer: () => Promise<Response>): Promise<Response> => {
  usage.inFlight += 1;
  usage.mostAtOnce = Math.max(usage.mostAtOnce, usage.inFlight);
  try {
    return await answer();
  } finally {
    usage.inFlight -= 1;
  }
};
