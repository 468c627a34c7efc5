import { chooseLanguage } from './language.ts';
import { connectedAppsPage } from './pages/closing-pages.ts';
import { showPage } from './pages/layout.ts';
import { wordsIn } from './pages/words.ts';
import type { World } from './world.ts';

/** The person's own list of apps that have access, the page where a product sends somebody to remove it by hand. */
export const answerConnectedApps = async (world: World, request: Request): Promise<Response> => {
  if (request.method === 'POST') {
    // Only this page's own form may remove anything.
    if (request.headers.get('sec-fetch-site') !== 'same-origin') return new Response('Forbidden', { status: 403 });
    const form = new URLSearchParams(await request.text());
    world.ledger.note({ asked: 'step', step: 'connections', decision: 'remove' });
    world.grants.revokeAccount(form.get('account') ?? '', form.get('project') ?? '');
    return new Response(null, { status: 303, headers: { location: '/connections' } });
  }
  const apps = world.accounts.all.flatMap((account) =>
    world.grants.projectsOf(account.sub).flatMap((project) => {
      const client = world.clients.find((each) => each.project === project);
      return client === undefined ? [] : [{ account, client, scopes: world.grants.consented(account.sub, project) }];
    }),
  );
  const language = chooseLanguage(new URL(request.url).searchParams.get('hl') ?? undefined, request.headers.get('accept-language'));
  const words = wordsIn[language];
  return showPage(
    { language, title: words.connectedApps, body: connectedAppsPage(words, apps) },
    { origin: world.origin, openerPolicy: world.switches().openerPolicy },
  );
};
