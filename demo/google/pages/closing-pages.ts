import { markup, type Markup } from '../../markup.ts';
import type { Account } from '../accounts.ts';
import type { AuthorizationRefusal } from '../authorization-request.ts';
import type { OAuthClient } from '../oauth-client.ts';
import type { Switches } from '../switches.ts';
import { whoIs } from './layout.ts';
import type { Words } from './words.ts';

/** The pages on which Google keeps a person: nothing on them leads back to the client. */
export type Block = Exclude<Switches['blockedBy'], 'nothing' | 'not-verified'>;

export const blockedPage = (words: Words, product: string, block: Block, account: Account | undefined): Markup => {
  const { heading, text, status, code } = blockIn(words, product, account)[block];
  return markup`<h1>${heading ?? words.blocked}</h1>${account !== undefined && whoIs(account.email)}<p>${text}</p><p class="small">${words.errorCode(status, code)}</p>`;
};

const blockIn = (
  words: Words,
  product: string,
  account: Account | undefined,
): Record<Block, { readonly heading?: string; readonly text: string; readonly status: number; readonly code: string }> => ({
  administrator: {
    heading: words.reviewNeeded,
    text: words.notAllowed(product, account?.hostedDomain ?? account?.email.split('@')[1] ?? ''),
    status: 400,
    code: 'admin_policy_enforced',
  },
  'internal-app': { heading: words.internalOnly, text: words.internalOnlyText(product), status: 403, code: 'org_internal' },
  'test-users-only': { text: words.testersOnly(product), status: 403, code: 'access_denied' },
  'redirect-uri-mismatch': { text: words.invalidRequest(product), status: 400, code: 'redirect_uri_mismatch' },
  'in-app-browser': { text: words.inAppBrowser(product), status: 403, code: 'disallowed_useragent' },
});

export const refusedPage = (words: Words, product: string, { status, error, detail }: AuthorizationRefusal): Markup =>
  markup`<h1>${words.blocked}</h1><p>${words.invalidRequest(product)}</p><p class="small">${words.errorCode(status, error)}</p>
<details><summary>${words.details}</summary><p>${detail}</p></details>`;

export const endedPage = (words: Words): Markup => markup`<h1>${words.ended}</h1><p>${words.endedText}</p>`;

/** A person's own list of apps with access, where access is removed without the app's doing. */
export const connectedAppsPage = (
  words: Words,
  apps: readonly { readonly account: Account; readonly client: OAuthClient; readonly scopes: readonly string[] }[],
): Markup => markup`<div><h1>${words.connectedApps}</h1><p>${words.connectedAppsText}</p></div>
${apps.length === 0 && markup`<p>${words.noApps}</p>`}
<div>${apps.map(
  ({ account, client, scopes }) => markup`<section class="app"><b>${client.product}</b>${whoIs(account.email)}
<ul class="small">${scopes.map((scope) => markup`<li>${words.permission(scope) ?? scope}</li>`)}</ul>
<form method="post" action="/connections"><input type="hidden" name="account" value="${account.sub}"><input type="hidden" name="project" value="${client.project}"><div class="actions"><button aria-label="${words.remove(client.product)} (${account.email})">${words.removeShort}</button></div></form></section>`,
)}</div>`;
