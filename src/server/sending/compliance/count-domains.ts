import type { Ports } from '../../ports.ts';
import { sentToPersonalGmail, type SentByDomain } from '../../store/sent-by-domain.ts';
import type { Organisation } from '../../store/suppressions.ts';

/**
 * From about so many mails a day to personal Gmail addresses on, Google counts a domain among bulk senders, for good; every
 * subdomain and every tool adds to it. https://support.google.com/a/answer/14229414
 */
export const bulkFrom = 5_000;

const day = 86_400_000;

/** What this product sent in the last day, by the domain of the senders. */
export const countDomains = async ({ database, clock }: Ports, organisation: Organisation): Promise<readonly (SentByDomain & { readonly bulkFrom: number })[]> => {
  const counted = await sentToPersonalGmail(database, organisation, clock.now() - day);
  return counted.map((each) => ({ ...each, bulkFrom }));
};
