import { scopesFor } from '../google/scopes.ts';
import { pageRoute, type PageRoute } from '../http/route.ts';
import { redirectPage } from '../pages/html-page.ts';
import type { Ports } from '../ports.ts';
import { writeAudit } from '../store/audit.ts';
import { changeFlow, lockFlowByTicket, spendTicket, type Flow } from '../store/flows.ts';
import { setAttemptCookie, takeBackOldCookies } from './attempt-cookie.ts';
import { auditOf } from './audit-of.ts';
import { flowLastsMs } from './lifetimes.ts';
import { toNeutralPage, unvisitedPage } from './neutral-page.ts';
import { hashOf, newSecret, plainHashOf } from './one-time-values.ts';
import { isRealVisit } from './real-visit.ts';
import { statusOf } from './status-of.ts';
import { voidedBy } from './voided-codes.ts';

/** `GET /connect/start?ticket=…`: spends a ticket and sends this browser to Google. */
export const startPage = (ports: Ports): PageRoute =>
  pageRoute('/connect/start', async ({ request }) => {
    if (!isRealVisit(request)) return unvisitedPage();
    const tickets = new URL(request.url).searchParams.getAll('ticket');
    const [ticket] = tickets;
    return ticket === undefined || tickets.length !== 1 ? toNeutralPage(ports) : startByTicket(ports, request, ticket);
  });

const startByTicket = async (ports: Ports, request: Request, ticket: string): Promise<Response> => {
  const now = ports.clock.now();
  const ticketHash = hashOf('ticket', ticket);
  const secrets = { state: newSecret(ports.random), nonce: newSecret(ports.random), cookie: newSecret(ports.random) };
  const flow = await ports.database.transaction().execute(async (transaction) => {
    const found = await lockFlowByTicket(transaction, ticketHash);
    if (found === undefined || !mayStart(found, now)) return undefined;
    await spendTicket(transaction, ticketHash);
    // Everything that an earlier ticket made is written over here: state, cookie, stored code, finish code.
    const startedAt = found.startedAt ?? now;
    await changeFlow(transaction, found.id, {
      stage: 'consenting',
      started_at: new Date(startedAt),
      ends_at: new Date(startedAt + flowLastsMs),
      state_hash: hashOf('state', secrets.state),
      nonce_hash: plainHashOf(secrets.nonce),
      cookie_hash: hashOf('cookie', secrets.cookie),
      sealed_code: null,
      code_ends_at: null,
      finish_hash: null,
      voided_hashes: voidedBy(found).join(' '),
    });
    await writeAudit(transaction, auditOf(found, now, 'flow-started', 'done'));
    return found;
  });
  if (flow === undefined) return toNeutralPage(ports);
  const location = ports.google.authorizationUrl({
    state: secrets.state,
    nonce: secrets.nonce,
    codeChallenge: flow.codeChallenge,
    scopes: scopesFor(flow.capabilities),
    prompt: flow.loginHint === undefined ? 'select_account consent' : 'consent',
    loginHint: flow.loginHint,
    hostedDomain: flow.hostedDomain,
    language: flow.locale,
  });
  const toGoogle = redirectPage(location, { 'Set-Cookie': setAttemptCookie(flow.id, secrets.cookie, flowLastsMs) }, 302);
  for (const cookie of takeBackOldCookies(request, flow.id)) toGoogle.headers.append('Set-Cookie', cookie);
  return toGoogle;
};

/** A ticket opens nothing once its time is over, while a claim runs, or after the flow ended. */
export const mayStart = (flow: Flow, now: number): boolean =>
  now < flow.ticketsEndAt && ['pending', 'consenting', 'awaiting-claim'].includes(statusOf(flow, now).status);
