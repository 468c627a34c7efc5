import { campaignPage, campaignPath } from './campaign/campaign-page.ts';
import { createCampaignCalls, type CampaignCalls } from './campaign/campaign.ts';
import { usualConditions, type Conditions } from './conditions.ts';
import type { Host } from './host.ts';
import { replayDelivery } from './hooks/delivery-log.ts';
import { answerHook, forgedCall } from './hooks/hook-endpoint.ts';
import { contacts as contactsOfCrm } from '../personas/contacts.ts';
import type { PageFiles } from './page-files.ts';
import { activity } from './pages/activity-page.ts';
import { contactPage, contactPath } from './pages/contact-page.ts';
import { emailConnection, emailGeneral, emailSignature, firstSteps, notifications, pipelines, profile, settingsOverview, users } from './pages/settings-pages.ts';
import { pageContext, shell, type PageContent, type PageContext } from './pages/shell.ts';
import { webhooks } from './pages/webhooks-page.ts';
import { contacts, deals, notFound, outreach, replies, reports, sending } from './pages/work-pages.ts';
import { answerPanel } from './panel/panel-endpoint.ts';
import { panelView } from './panel/panel-view.ts';
import { rowsOn, type PanelReach } from './panel/rows.ts';
import { createServiceCalls } from './service-calls.ts';
import { changeSession, readSession, type Session } from './session.ts';
import { answerTokenEndpoint } from './token-endpoint.ts';
import { answerSessionToken } from './token-for-session.ts';

/** Larkspur CRM: pages rendered on the server, and the few addresses that a host of the kit has to have. */
export interface Crm {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly conditions: () => Conditions;
  readonly change: (change: Partial<Conditions>) => void;
}

export interface CrmOptions extends Omit<Host, 'conditions'> {
  readonly files: PageFiles;
  /** What the test panel reaches; a CRM without it has no panel. */
  readonly panel?: Omit<PanelReach, 'conditions' | 'changeConditions' | 'forgeCall' | 'service' | 'campaign' | 'now'>;
}

type Page = (context: PageContext) => PageContent | Promise<PageContent>;

const pages: Readonly<Record<string, Page>> = {
  '/contacts': contacts,
  ...Object.fromEntries(Object.entries(contactsOfCrm).map(([key, contact]) => [contactPath(key), contactPage(key, contact)])),
  '/deals': deals,
  '/outreach': outreach,
  '/sending': sending,
  '/replies': replies,
  '/activity': activity,
  '/reports': reports,
  '/settings': settingsOverview,
  '/settings/profile': profile,
  '/settings/email': emailGeneral,
  '/settings/email/signature': emailSignature,
  '/settings/email/connection': emailConnection,
  '/settings/notifications': notifications,
  '/settings/first-steps': firstSteps,
  '/settings/users': users,
  '/settings/pipelines': pipelines,
  '/settings/webhooks': webhooks,
};

export const createCrm = (options: CrmOptions): Crm => {
  let conditions = usualConditions;
  const change = (changed: Partial<Conditions>): void => {
    conditions = { ...conditions, ...changed };
  };
  const host: Host = { ...options, conditions: () => conditions };
  const service = createServiceCalls(host);
  const campaign = createCampaignCalls(service);
  const campaignView: Page = campaignPage(campaign);
  const forgeCall = async (): Promise<void> => void (await answerHook(host, forgedCall(host)));
  const reach: PanelReach | undefined =
    options.panel === undefined ? undefined : { ...options.panel, conditions: () => conditions, changeConditions: change, forgeCall, service, campaign, now: () => host.clock.now() };

  const fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const { pathname } = url;
    const session = readSession(request, options.sessionKey);
    switch (`${request.method} ${pathname}`) {
      case 'GET /':
        return new Response(null, { status: 302, headers: { location: '/contacts' } });
      case 'GET /session-token':
        return answerSessionToken(host, request, session);
      case 'POST /token-endpoint':
        return answerTokenEndpoint(host, request, session);
      case 'POST /session':
        return answerSessionChange(host, request);
      case 'POST /hooks/gmail':
        return answerHook(host, request);
      case `POST ${campaignPath}`:
        return answerCampaign(host, campaign, request, session);
      case 'POST /settings/webhooks/replay':
        return answerReplay(host, request);
      case 'GET /gmail-return.html':
        return conditions.returnPage ? file(options.returnPage, 'text/html') : showPage(url, session);
      case 'GET /larkspur.css':
        return file(options.files.style, 'text/css');
      case 'GET /larkspur.js':
        return file(options.files.script, 'text/javascript');
      case 'GET /healthz':
        return Response.json({ status: 'ok' });
    }
    if (request.method === 'POST' && reach !== undefined && pathname.startsWith('/test-panel/')) {
      return answerPanel(host, reach, request, pathname.slice('/test-panel/'.length), session);
    }
    if (request.method === 'GET' || request.method === 'HEAD') return showPage(url, session);
    return new Response('Method not allowed', { status: 405 });
  };

  const showPage = async (url: URL, session: Session): Promise<Response> => {
    const context = pageContext(host, session, url);
    const page = url.pathname === campaignPath ? campaignView : pages[url.pathname];
    const content = await (page ?? notFound)(context);
    const panel = (content.usesKit === true || content.renewsItself === true) && reach !== undefined ? { aside: panelView(session.language, rowsOn(reach, session.user)) } : {};
    return new Response(shell(context, { ...content, ...panel }), { status: page === undefined ? 404 : 200, headers: pageHeaders(host) });
  };

  return { fetch, conditions: () => conditions, change };
};

/** A policy as strict as a careful host would have: the kit's script and calls are all that is let in from outside. */
const contentSecurityPolicy = (serviceOrigin: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' ${serviceOrigin}`,
    "style-src 'self'",
    `connect-src 'self' ${serviceOrigin}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

const pageHeaders = (host: Host): Readonly<Record<string, string>> => {
  const { openerPolicy, embedderPolicy, contentSecurityPolicy: other } = host.conditions();
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': other ?? contentSecurityPolicy(host.serviceOrigin),
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    ...(openerPolicy === 'unsafe-none' ? {} : { 'cross-origin-opener-policy': openerPolicy }),
    ...(embedderPolicy === 'unsafe-none' ? {} : { 'cross-origin-embedder-policy': embedderPolicy }),
  };
};

/** The gear menu's form: who looks, in which language, light or dark; then back to the page it stood on. */
const answerSessionChange = async (host: Host, request: Request): Promise<Response> => {
  if (request.headers.get('origin') !== host.origin) return new Response('Forbidden', { status: 403 });
  const form = new URLSearchParams(await request.text());
  const path = form.get('path') ?? '';
  const headers = new Headers({ location: path === campaignPath || Object.hasOwn(pages, path) ? path : '/contacts', 'cache-control': 'no-store' });
  for (const cookie of changeSession(form, host.sessionKey)) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
};

/** The campaign's button. Its page comes again with what became of the mails. */
const answerCampaign = async (host: Host, campaign: CampaignCalls, request: Request, { user }: Session): Promise<Response> => {
  if (request.headers.get('origin') !== host.origin) return new Response('Forbidden', { status: 403 });
  const batch = await campaign.send(user, new URLSearchParams(await request.text()).get('key') ?? '');
  return new Response(null, { status: 303, headers: { location: batch === undefined ? campaignPath : `${campaignPath}?batch=${batch.id}`, 'cache-control': 'no-store' } });
};

/** The button beside a delivery: the service tells it again. */
const answerReplay = async (host: Host, request: Request): Promise<Response> => {
  if (request.headers.get('origin') !== host.origin) return new Response('Forbidden', { status: 403 });
  await replayDelivery(host, new URLSearchParams(await request.text()).get('id') ?? '');
  return new Response(null, { status: 303, headers: { location: '/settings/webhooks', 'cache-control': 'no-store' } });
};

const file = (body: string, type: string): Response =>
  new Response(body, { headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' } });
