import { connectRoutes } from './connect/routes.ts';
import { kitRoute } from './http/kit-route.ts';
import { openApiDocument, openApiRoute } from './http/openapi.ts';
import type { Route } from './http/route.ts';
import { createRouter } from './http/router.ts';
import { operationRoutes } from './operations/routes.ts';
import { createTroublePages, troubleRoute } from './pages/error-page.ts';
import { pageFiles } from './pages/page-files.ts';
import type { Ports } from './ports.ts';
import { replyBackendRoutes } from './replies/backend-routes.ts';
import { checkUpRoutes } from './replies/check-up/check-up-routes.ts';
import { proofRoutes } from './replies/proof/proof-routes.ts';
import { replyRoutes } from './replies/routes.ts';
import { googlePush } from './replies/sync/google-push.ts';
import { attachmentRoutes, backendAttachmentRoutes } from './sending/channel/attachment-routes.ts';
import { draftRoutes } from './sending/drafts/routes.ts';
import { complianceRoutes } from './sending/compliance/routes.ts';
import { unsubscribePages } from './sending/compliance/unsubscribe-page.ts';
import { meterRoutes } from './sending/meter/routes.ts';
import { backendOutgoingRoutes } from './sending/queue/backend-routes.ts';
import { outgoingRoutes } from './sending/queue/routes.ts';
import { ruleRoutes } from './sending/rules/routes.ts';
import { limitsPage } from './sending/limits-page.ts';
import { countByHealth } from './store/connections.ts';
import { countStanding } from './store/sending-mailboxes.ts';

/** What is known of a request beside itself: who is at the other end of its socket. */
export interface ConnectionInfo {
  readonly remoteAddress: string | undefined;
}

export type App = (request: Request, info?: ConnectionInfo) => Promise<Response>;

/** The version of the API, in its description. */
const apiVersion = '1';

/** Everything that pages and hosts ask for. */
export const productRoutes = (ports: Ports): readonly Route[] => [
  ...connectRoutes(ports),
  ...replyRoutes(ports),
  ...checkUpRoutes(ports),
  ...proofRoutes(ports),
  ...replyBackendRoutes(ports),
  ...outgoingRoutes(ports),
  ...backendOutgoingRoutes(ports),
  ...backendAttachmentRoutes(ports),
  ...attachmentRoutes(ports),
  ...draftRoutes(ports),
  ...meterRoutes(ports),
  ...ruleRoutes(ports),
  ...complianceRoutes(ports),
];

/** The whole service as a function of its ports: routes of the product, and what an operator's tools ask. */
export const createApp = (ports: Ports, routes = productRoutes(ports)): App => {
  const described = routes.filter((route) => route.kind === 'api');
  const { serviceOrigin } = ports.settings;
  const served = [
    ...routes,
    limitsPage(ports),
    ...unsubscribePages(ports),
    troubleRoute(serviceOrigin),
    ...pageFiles(ports),
    ...operationRoutes(ports, { connections: countByHealth, sending: countStanding }),
    openApiRoute(openApiDocument(described, serviceOrigin, apiVersion)),
    kitRoute(ports.kit),
    googlePush(ports),
  ];
  const serve = createRouter(ports, served, createTroublePages(serviceOrigin));
  return (request, info = { remoteAddress: undefined }) => serve(request, info);
};
