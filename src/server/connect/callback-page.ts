import type { Transaction } from 'kysely';
import { assertNever } from '../../contract/index.ts';
import { readCallback, type CallbackAnswer } from '../google/read-callback.ts';
import { pageRoute, type PageRoute } from '../http/route.ts';
import { redirectPage } from '../pages/html-page.ts';
import type { Ports } from '../ports.ts';
import { writeAudit } from '../store/audit.ts';
import { changeFlow, flowFailed, lockFlowByState, type Flow } from '../store/flows.ts';
import { sealedCodePlace } from '../store/sealed-places.ts';
import type { Tables } from '../store/tables.ts';
import { readAttemptCookie } from './attempt-cookie.ts';
import { auditOf } from './audit-of.ts';
import { judgeCallback, type CallbackVerdict } from './judge-callback.ts';
import { codeLastsMs } from './lifetimes.ts';
import { toNeutralPage, unvisitedPage } from './neutral-page.ts';
import { hashOf } from './one-time-values.ts';
import { isRealVisit } from './real-visit.ts';

/**
 * `GET /connect/callback`: the one redirect URI. It keeps Google's code, encrypted, and goes on to the finish page; the
 * exchange is the claim's. Whatever is not exactly in order gets the same neutral page. No page is ever shown here: a code
 * that was refused, or not taken because the database was away, may still be good, and would stand in the address.
 */
export const callbackPage = (ports: Ports): PageRoute =>
  pageRoute(
    '/connect/callback',
    async ({ request }) => {
      if (!isRealVisit(request)) return unvisitedPage();
      const answer = readCallback(new URL(request.url).searchParams);
      const flow = answer === undefined ? undefined : await takeAnswer(ports, request, answer);
      return flow === undefined ? toNeutralPage(ports) : redirectPage(`${ports.settings.serviceOrigin}/connect/finish/${flow.id}`);
    },
    { secretsInAddress: true },
  );

const takeAnswer = (ports: Ports, request: Request, answer: CallbackAnswer): Promise<Flow | undefined> =>
  ports.database.transaction().execute(async (transaction) => {
    const flow = await lockFlowByState(transaction, hashOf('state', answer.state));
    if (flow === undefined) return undefined;
    const cookie = readAttemptCookie(request, flow.id);
    const verdict = judgeCallback(flow, answer, {
      cookieHash: cookie === undefined ? undefined : hashOf('cookie', cookie),
      issuers: ports.settings.google.issuers,
      now: ports.clock.now(),
    });
    return (await carryOut(ports, transaction, flow, verdict)) ? flow : undefined;
  });

/** Whether the person may see the finish page. */
const carryOut = async (ports: Ports, transaction: Transaction<Tables>, flow: Flow, verdict: CallbackVerdict): Promise<boolean> => {
  const now = ports.clock.now();
  switch (verdict.kind) {
    case 'ignore':
      return false;
    case 'burn-state':
      await changeFlow(transaction, flow.id, { state_hash: null });
      await writeAudit(transaction, auditOf(flow, now, 'flow-called-back', 'state-burned'));
      return false;
    case 'end':
      await changeFlow(transaction, flow.id, flowFailed({ code: verdict.failure }));
      await writeAudit(transaction, auditOf(flow, now, 'flow-called-back', verdict.failure));
      ports.metrics.flowEnded(verdict.failure);
      return true;
    case 'keep-code':
      await changeFlow(transaction, flow.id, {
        stage: 'answered',
        state_hash: null,
        sealed_code: ports.keyring.seal(verdict.code, sealedCodePlace(flow)),
        code_ends_at: new Date(now + codeLastsMs),
      });
      await writeAudit(transaction, auditOf(flow, now, 'flow-called-back', 'done'));
      return true;
    default:
      return assertNever(verdict);
  }
};
