import { decode, identifier, type WindowMessage } from '../../contract/index.ts';
import { pageRoute, type PageRoute } from '../http/route.ts';
import { htmlPage } from '../pages/html-page.ts';
import { pageStyle } from '../pages/page-document.ts';
import type { Ports } from '../ports.ts';
import { changeFlow, lockFlow, type Flow } from '../store/flows.ts';
import { readAttemptCookie } from './attempt-cookie.ts';
import { finishDocument } from './finish-document.ts';
import { judgeVisit } from './judge-finish-visit.ts';
import { neutralPage, unvisitedPage } from './neutral-page.ts';
import { finishHashOf, hashOf, newSecret, newShortCode } from './one-time-values.ts';
import { isRealVisit } from './real-visit.ts';
import { returnUrlOf } from './return-url.ts';
import { voidedBy } from './voided-codes.ts';

/**
 * `GET /connect/finish/:flowId`: tells the page that waits. Every load makes a new finish code and voids the one
 * before; `?by-hand` makes the short one, for a person to type.
 */
export const finishPage = (ports: Ports): PageRoute =>
  pageRoute('/connect/finish/:flowId', async ({ request, params }) => {
    if (!isRealVisit(request)) return unvisitedPage();
    const flowId = decode(identifier, params['flowId']);
    if (!flowId.ok) return neutralPage(ports, request);
    const byHand = new URL(request.url).searchParams.has('by-hand');
    const shown = await visit(ports, flowId.value, readAttemptCookie(request, flowId.value), byHand);
    if (shown === undefined) return neutralPage(ports, request);
    const html = finishDocument({
      flow: shown.flow,
      product: ports.settings.tenants.get(shown.flow.tenant)?.product ?? '',
      message: shown.message,
      byHand,
      returnUrl: returnUrlOf(ports.settings, shown.flow),
      byHandUrl: `${ports.settings.serviceOrigin}/connect/finish/${shown.flow.id}?by-hand`,
    });
    return htmlPage({ html, scripts: ['/connect/finish.js'], styles: [pageStyle] }, ports.settings.serviceOrigin);
  });

interface Shown {
  readonly flow: Flow;
  /** Absent when there is nothing to tell: a claim runs, or has run. */
  readonly message: WindowMessage | undefined;
}

const visit = (ports: Ports, flowId: string, cookie: string | undefined, byHand: boolean): Promise<Shown | undefined> =>
  ports.database.transaction().execute(async (transaction) => {
    const flow = await lockFlow(transaction, flowId);
    if (flow === undefined || cookie === undefined) return undefined;
    const verdict = judgeVisit(flow, hashOf('cookie', cookie), ports.clock.now());
    if (verdict.kind === 'neutral') return undefined;
    if (verdict.kind === 'done') return { flow, message: undefined };
    if (verdict.kind === 'ended') return { flow, message: { gck: 'ended', flowId, ended: verdict.ended } };
    const finishCode = byHand ? newShortCode(ports.random) : newSecret(ports.random);
    await changeFlow(transaction, flowId, {
      finish_hash: finishHashOf(flowId, finishCode),
      voided_hashes: voidedBy(flow).join(' '),
    });
    return { flow, message: { gck: 'finish', flowId, finishCode } };
  });
