import { readTypedAddress, type Account } from './accounts.ts';
import { readAuthorizationRequest } from './authorization-request.ts';
import { callbackAddress } from './callback-address.ts';
import { chooseLanguage, type Language } from './language.ts';
import { boxedScopes, grantedScopes, nextPage, type PageName } from './next-page.ts';
import { blockedPage, endedPage, refusedPage } from './pages/closing-pages.ts';
import { showPage, type Page } from './pages/layout.ts';
import { accountPage, addressPage, consentPage, passwordPage, unverifiedPage } from './pages/sign-in-pages.ts';
import { wordsIn } from './pages/words.ts';
import { createSignInAttempts, type SignInAttempt } from './sign-in-attempts.ts';
import type { World } from './world.ts';

export interface SignIn {
  /** The authorization endpoint: where a client sends the browser. */
  authorize(request: Request, url: URL): Response;
  /** The pages and forms under `/signin/`. */
  step(request: Request, url: URL): Promise<Response>;
}

export const createSignIn = (world: World): SignIn => {
  const attempts = createSignInAttempts(world);

  const show = (page: Page): Response => showPage(page, { origin: world.origin, openerPolicy: world.switches().openerPolicy });
  const ended = (language: Language): Response =>
    show({ language, title: wordsIn[language].ended, body: endedPage(wordsIn[language]), status: 400 });
  const goTo = (attempt: SignInAttempt, page: PageName): Response => redirect(`/signin/${page}?attempt=${attempt.id}`);

  const authorize = (request: Request, url: URL): Response => {
    const asked = readAuthorizationRequest(url.searchParams, world.clients);
    world.ledger.note({ asked: 'authorization', method: request.method, parameters: Object.fromEntries(url.searchParams), outcome: asked.ok ? 'shown' : 'refused' });
    const language = chooseLanguage(url.searchParams.get('hl') ?? undefined, request.headers.get('accept-language'));
    if (!asked.ok) {
      const words = wordsIn[language];
      const product = world.clients.find((client) => client.clientId === url.searchParams.get('client_id'))?.product ?? 'This app';
      return show({ language, title: words.blocked, body: refusedPage(words, product, asked.failure), status: asked.failure.status });
    }
    // `none` asks for an answer without a page, and nobody is signed in without one here.
    if (asked.value.prompt.has('none')) {
      return redirect(callbackAddress(asked.value, { error: 'login_required' }, world.origin, world.switches()));
    }
    const attempt = attempts.begin(asked.value, language);
    const { chosenAccount } = world.switches();
    if (chosenAccount !== undefined) return proceed({ ...attempt, account: world.accounts.findOrOpen(chosenAccount) });
    return proceed(attempt);
  };

  const proceed = (attempt: SignInAttempt): Response => {
    attempts.save(attempt);
    const { account, request } = attempt;
    const consented = account === undefined ? [] : world.grants.consented(account.sub, request.client.project);
    const page = nextPage(attempt, world.switches(), consented);
    if (page === 'consent' && account !== undefined && world.switches().consent === 'denied') return deny(attempt, 'cancel by the test panel');
    if (page === 'granted' && account !== undefined) return grant(attempt, account, request.scopes, false);
    return page === 'granted' ? ended(attempt.language) : goTo(attempt, page);
  };

  const grant = (attempt: SignInAttempt, account: Account, scopes: readonly string[], consentGiven: boolean): Response => {
    const { request } = attempt;
    const before = world.grants.consented(account.sub, request.client.project);
    const granted = request.includeGranted ? [...new Set([...scopes, ...before])] : scopes;
    const code = world.grants.issueCode({
      sub: account.sub,
      client: request.client,
      redirectUri: request.redirectUri,
      scopes: granted,
      nonce: request.nonce,
      codeChallenge: request.codeChallenge,
      // A lasting access comes with the first consent, and with one that was asked for again.
      lasting: request.offline && consentGiven && (before.length === 0 || request.prompt.has('consent')),
    });
    world.ledger.noteSecret(code);
    return redirect(callbackAddress(request, { code, scopes: granted, account }, world.origin, world.switches()));
  };

  const deny = (attempt: SignInAttempt, decision: string): Response => {
    world.ledger.note({ asked: 'step', step: 'consent', decision });
    return redirect(callbackAddress(attempt.request, { error: 'access_denied' }, world.origin, world.switches()));
  };

  const step = async (request: Request, url: URL): Promise<Response> => {
    const name = url.pathname.slice('/signin/'.length);
    const form = request.method === 'POST' ? new URLSearchParams(await request.text()) : undefined;
    const attempt = attempts.find((form ?? url.searchParams).get('attempt'));
    if (attempt === undefined) return ended(chooseLanguage(undefined, request.headers.get('accept-language')));
    return form === undefined ? render(attempt, name, {}) : decide(attempt, name, form);
  };

  const decide = (attempt: SignInAttempt, name: string, form: URLSearchParams): Response => {
    const decision = form.get('decision') ?? form.get('account') ?? '';
    if (name !== 'consent' || decision === 'allow') world.ledger.note({ asked: 'step', step: name, decision });
    if (decision === 'cancel') return deny(attempt, 'cancel');
    switch (name) {
      case 'account':
        return decision === '' ? goTo(attempt, 'address') : choose(attempt, world.accounts.findOrOpen(decision));
      case 'address': {
        const typed = form.get('address') ?? '';
        const address = readTypedAddress(typed);
        return address === undefined ? render(attempt, name, { typed, problem: true }) : choose(attempt, world.accounts.findOrOpen(address));
      }
      case 'password':
        if (decision === 'another') return goTo(attempts.save(withoutAccount(attempt)), 'account');
        if (!form.get('password')) return render(attempt, name, { problem: true });
        return proceed({ ...attempt, signedIn: true });
      case 'unverified':
        return decision === 'continue' ? proceed({ ...attempt, warned: true }) : deny(attempt, 'back to safety');
      case 'consent':
        if (nextPage(attempt, world.switches(), []) !== 'consent' || attempt.account === undefined) return proceed(attempt);
        return grant(attempt, attempt.account, grantedScopes(attempt.request.scopes, form.getAll('scope'), world.switches().withheldScopes), true);
      default:
        return ended(attempt.language);
    }
  };

  const choose = (attempt: SignInAttempt, account: Account): Response => proceed({ ...attempt, account, signedIn: false });

  const render = (attempt: SignInAttempt, name: string, shown: { typed?: string; problem?: boolean }): Response => {
    const { language, request, account } = attempt;
    const words = wordsIn[language];
    const { product } = request.client;
    const at = { words, language, attempt: attempt.id, product };
    const problem = shown.problem === true;
    const status = problem ? 422 : 200;
    switch (name) {
      case 'account': {
        const offered = world.accounts.all.filter((each) => each.offered && isOfDomain(each, request.hostedDomain));
        const suggested = offered.filter((each) => each.email === request.loginHint || each.sub === request.loginHint);
        const others = offered.filter((each) => !suggested.includes(each));
        return show({ language, title: words.chooseAccount, body: accountPage(at, [...suggested, ...others], suggested[0]?.email) });
      }
      case 'address':
        return show({ language, status, title: words.signIn, body: addressPage(at, shown.typed ?? request.loginHint ?? '', problem) });
      case 'password':
        if (account === undefined) break;
        return show({ language, status, title: words.enterPassword, body: passwordPage(at, account, problem) });
      case 'unverified':
        if (account === undefined || !attempt.signedIn) break;
        return show({ language, title: words.notVerified, body: unverifiedPage(at, account) });
      case 'consent': {
        if (account === undefined || !attempt.signedIn) break;
        const boxes = boxedScopes(request.scopes).map((scope) => ({ scope, held: world.switches().withheldScopes.includes(scope) }));
        return show({ language, title: words.wantsAccess(product), body: consentPage(at, account, boxes) });
      }
      case 'blocked': {
        const { blockedBy } = world.switches();
        if (blockedBy === 'nothing' || blockedBy === 'not-verified') break;
        return show({ language, title: words.blocked, body: blockedPage(words, product, blockedBy, account), status: 403 });
      }
    }
    return ended(language);
  };

  return { authorize, step };
};

const redirect = (location: string): Response =>
  new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' } });

const withoutAccount = ({ account: _account, ...attempt }: SignInAttempt): SignInAttempt => ({ ...attempt, signedIn: false });

/** `hd` only narrows the chooser; any address can still be typed. */
const isOfDomain = (account: Account, domain: string | undefined): boolean =>
  domain === undefined || (domain === '*' ? account.hostedDomain !== undefined : account.hostedDomain === domain);
