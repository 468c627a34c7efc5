import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { endpoints } from '../../../src/contract/index.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { acme, deadDatabase, serviceOrigin } from '../given-ports.ts';
import { anna } from '../google/wire-google.ts';
import { minute } from './given-flow.ts';
import { failureIn, givenService, ledTo, quickStore, messageOf, pageOrigin, type Browser, type GivenService, type Prepared } from './given-service.ts';

let store: Store;
let service: GivenService;

before(async () => {
  store = await quickStore();
  service = await givenService(store);
});
after(async () => {
  await service.google.close();
  await store.close();
});

const finishUrl = ({ flow }: Prepared, query = ''): string => `${serviceOrigin}/connect/finish/${flow.flowId}${query}`;

/** The neutral page, at its own address: what was asked for stands in no address bar and no history. */
const isNeutral = async (response: Response): Promise<void> => {
  assert.deepEqual(response.headers.getSetCookie(), []);
  const shown = ledTo(response) === 'neutral page' ? await service.browser().open(`${serviceOrigin}/connect/nothing-to-do`) : response;
  assert.equal(shown.status, 400);
  const text = await shown.text();
  assert.match(text, /Nothing to do here/);
  assert.doesNotMatch(text, /gck-data|<script|CANARY/);
  assert.deepEqual(shown.headers.getSetCookie(), []);
};

/** Starts an attempt and lets Google answer, without opening the answer. */
const consented = async (prepared: Prepared, browser: Browser, ticket: 0 | 1 = 0): Promise<URL> =>
  service.google.allow(await service.start(browser, prepared, ticket), { account: anna });

test('a code and state of an attacker in the victim’s browser store nothing and burn the state', async () => {
  const attacker = service.browser();
  const prepared = await service.prepare();
  const back = await consented(prepared, attacker);
  await isNeutral(await service.browser().open(back));
  // Burned: not even the attacker's own browser can use it now.
  await isNeutral(await attacker.open(back));
  assert.deepEqual(await service.poll(prepared), { status: 'consenting' });
  assert.equal(service.google.count('token'), 0);
});

test('a cookie of another attempt does not answer for this one', async () => {
  const browser = service.browser();
  const mine = await service.prepare();
  const other = await service.prepare();
  await service.start(browser, other);
  const back = await consented(mine, service.browser());
  await isNeutral(await browser.open(back));
});

test('two values of one cookie are none', async () => {
  const prepared = await service.prepare();
  const browser = service.browser();
  const back = await consented(prepared, browser);
  const [[name, value] = ['', '']] = [...browser.cookies];
  await isNeutral(await service.browser().open(back, { Cookie: `${name}=${value}; ${name}=other` }));
});

test('a start link that a victim opened leads the attacker’s page to nothing, and the code is dropped as unclaimed', async () => {
  const attacker = await service.prepare({ user: 'attacker' });
  const victim = service.browser();
  const callback = await victim.open(await consented(attacker, victim));
  const shown = await messageOf(await victim.open(callback.headers.get('Location') ?? ''));
  assert.equal(shown?.gck, 'finish');
  // The attacker can watch, and that is all: he has no finish code and no browser that may ask for one.
  assert.deepEqual(await service.poll(attacker), { status: 'awaiting-claim' });
  await isNeutral(await service.browser().open(finishUrl(attacker)));
  const tokens = service.google.count('token');
  service.clock.advance(5 * minute);
  assert.deepEqual(await service.poll(attacker), { status: 'expired' });
  const { maintain } = await import('../../../src/server/maintenance.ts');
  await maintain(service.ports, new AbortController().signal);
  const row = await service.ports.database.selectFrom('flows').select(['stage', 'sealed_code']).where('id', '=', attacker.flow.flowId).executeTakeFirst();
  assert.deepEqual(row, { stage: 'expired', sealed_code: null });
  const audit = await service.ports.database.selectFrom('audit').select(['action', 'result']).where('flow_id', '=', attacker.flow.flowId).orderBy('id', 'desc').executeTakeFirst();
  assert.deepEqual(audit, { action: 'flow-expired', result: 'unclaimed' });
  assert.equal(service.google.count('token'), tokens);
});

test('state that is missing, unknown, used, expired, doubled or an array gets one neutral page', async () => {
  const prepared = await service.prepare();
  const browser = service.browser();
  const back = await consented(prepared, browser);
  const state = back.searchParams.get('state') ?? '';
  const callback = `${serviceOrigin}/connect/callback`;
  for (const query of ['', '?code=c', `?code=c&state=${'A'.repeat(43)}`, `?code=c&state=${state}&state=${state}`, `?code=c&state[]=${state}`, `?state=${state}&code=a&code=b`, `?state=${state}`, '?code=<script>alert(1)</script>&state=<b>']) {
    await isNeutral(await browser.open(callback + query));
  }
  assert.equal(ledTo(await browser.open(back)), 'finish page');
  await isNeutral(await browser.open(back));
  const late = await service.prepare();
  const lateBack = await consented(late, browser);
  service.clock.advance(15 * minute);
  await isNeutral(await browser.open(lateBack));
});

test('a denial keeps nothing of Google’s description and comes back as a name', async () => {
  const prepared = await service.prepare();
  const browser = service.browser();
  const back = service.google.deny(await service.start(browser, prepared));
  back.searchParams.set('error_description', '<img src=x onerror=alert(1)>');
  const callback = await browser.open(back);
  assert.equal(callback.status, 303);
  const page = await browser.open(callback.headers.get('Location') ?? '');
  const text = await page.clone().text();
  assert.doesNotMatch(text, /onerror|access_denied/);
  assert.match(text, /<section id="ended">\s*<h1>Google did not give permission/);
  assert.deepEqual(await messageOf(page), { gck: 'ended', flowId: prepared.flow.flowId, ended: 'denied' });
  assert.deepEqual(await service.poll(prepared), { status: 'denied' });
});

test('an issuer that is not Google’s is refused; Google’s is taken, named or not', async () => {
  for (const [issuer, end] of [['https://evil.example', 'neutral page'], [undefined, 'finish page'], ['https://accounts.google.com', 'finish page']] as const) {
    const browser = service.browser();
    const back = await consented(await service.prepare(), browser);
    if (issuer !== undefined) back.searchParams.set('iss', issuer);
    assert.equal(ledTo(await browser.open(back)), end);
  }
});

test('HEAD, prefetching, prerendering and frames spend no ticket', async () => {
  const { flow } = await service.prepare();
  const [url] = flow.startUrls;
  const looks: readonly RequestInit[] = [
    { method: 'HEAD' },
    { headers: { 'Sec-Purpose': 'prefetch' } },
    { headers: { 'Sec-Purpose': 'prefetch;prerender' } },
    { headers: { Purpose: 'prefetch' } },
    { headers: { 'X-Purpose': 'preview' } },
    { headers: { 'X-Moz': 'prefetch' } },
    { headers: { 'Sec-Fetch-Dest': 'iframe' } },
    { headers: { 'Sec-Fetch-Dest': 'image' } },
  ];
  for (const look of looks) {
    const response = await service.app(new Request(url, look));
    assert.equal(response.status, 503);
    assert.equal(response.headers.get('Location'), null);
  }
  assert.equal((await service.browser().open(url, { 'Sec-Fetch-Dest': 'document' })).status, 302);
});

test('HEAD, prefetching, prerendering and frames use up no answer of Google and make no finish code', async () => {
  const prepared = await service.prepare();
  const browser = service.browser();
  const back = await consented(prepared, browser);
  const Cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
  const looks: readonly RequestInit[] = [
    { method: 'HEAD', headers: { Cookie } },
    { headers: { Cookie, 'Sec-Purpose': 'prefetch;prerender' } },
    { headers: { Cookie, 'Sec-Fetch-Dest': 'iframe' } },
  ];
  const look = async (url: string | URL): Promise<void> => {
    for (const init of looks) {
      const response = await service.app(new Request(url, init));
      assert.deepEqual([response.status, response.headers.get('Location'), await response.text()], [503, null, '']);
    }
  };
  await look(back);
  assert.equal(ledTo(await browser.open(back)), 'finish page');
  const message = await messageOf(await browser.open(finishUrl(prepared)));
  assert.ok(message?.gck === 'finish');
  await look(finishUrl(prepared));
  assert.equal((await service.claim({ prepared, finishCode: message.finishCode })).status, 200);
});

test('an attempt lasts fifteen minutes from its first start, however late its window is opened again', async () => {
  const prepared = await service.prepare();
  await service.start(service.browser(), prepared, 0);
  service.clock.advance(9 * minute);
  const browser = service.browser();
  const back = await consented(prepared, browser, 1);
  service.clock.advance(6 * minute);
  await isNeutral(await browser.open(back));
  assert.deepEqual(await service.poll(prepared), { status: 'expired' });
});

test('a ticket opens once, and not after ten minutes', async () => {
  const { flow } = await service.prepare();
  const browser = service.browser();
  await isNeutral(await browser.open(`${flow.startUrls[0]}&ticket=${new URL(flow.startUrls[1]).searchParams.get('ticket')}`));
  assert.equal((await browser.open(flow.startUrls[0])).status, 302);
  await isNeutral(await browser.open(flow.startUrls[0]));
  service.clock.advance(10 * minute);
  await isNeutral(await browser.open(flow.startUrls[1]));
  await isNeutral(await browser.open(`${serviceOrigin}/connect/start`));
  await isNeutral(await browser.open(`${serviceOrigin}/connect/start?ticket=a&ticket=b`));
});

test('two browsers that open one ticket at once do not both reach Google', async () => {
  const { flow } = await service.prepare();
  const answers = await Promise.all([1, 2, 3, 4].map(() => service.browser().open(flow.startUrls[0])));
  assert.deepEqual(answers.map(ledTo).sort(), ['google', 'neutral page', 'neutral page', 'neutral page']);
});

test('the second ticket burns all that the first made: state, cookie, stored code and finish code', async () => {
  const walked = await service.walk();
  const { prepared, browser: first } = walked;
  const firstCookie = new Map(first.cookies);
  const second = service.browser();
  const back = await consented(prepared, second, 1);
  // The first window's page, code and cookie are worth nothing now, and nothing of them is kept.
  const kept = await service.ports.database.selectFrom('flows').select(['sealed_code', 'code_ends_at', 'finish_hash']).where('id', '=', prepared.flow.flowId).executeTakeFirst();
  assert.deepEqual(kept, { sealed_code: null, code_ends_at: null, finish_hash: null });
  await isNeutral(await first.open(finishUrl(prepared)));
  assert.deepEqual(failureIn(await service.claim(walked)), { code: 'flow-not-ready' });
  assert.notDeepEqual([...firstCookie.values()], [...second.cookies.values()]);
  const callback = await second.open(back);
  const message = await messageOf(await second.open(callback.headers.get('Location') ?? ''));
  assert.ok(message?.gck === 'finish');
  // The burned code was a real one once: presenting it is no guess.
  assert.deepEqual(failureIn(await service.claim(walked)), { code: 'finish-code-wrong', triesLeft: 3 });
  await isNeutral(await first.open(finishUrl(prepared)));
  assert.equal((await service.claim({ prepared, finishCode: message.finishCode })).status, 200);
});

test('one ticket used by an attacker and the other by a victim gives the attacker no finish code, before or after the consent', async () => {
  const prepared = await service.prepare({ user: 'attacker' });
  const attacker = service.browser();
  await service.start(attacker, prepared, 0);
  const victim = service.browser();
  const back = await consented(prepared, victim, 1);
  const look = async () => {
    await isNeutral(await attacker.open(finishUrl(prepared)));
    await isNeutral(await attacker.open(finishUrl(prepared, '?by-hand')));
    await isNeutral(await service.browser().open(finishUrl(prepared)));
    await isNeutral(await service.browser().open(finishUrl(prepared, '?by-hand')));
  };
  await look();
  const callback = await victim.open(back);
  await look();
  assert.equal((await messageOf(await victim.open(callback.headers.get('Location') ?? '')))?.gck, 'finish');
  await look();
});

test('a cancelled flow’s later callback gets the neutral page', async () => {
  const prepared = await service.prepare();
  const browser = service.browser();
  const back = await consented(prepared, browser);
  const cancelled = await service.call({}, 'POST', endpoints.flowCancel(prepared.flow.flowId));
  assert.equal(cancelled.status, 204);
  await isNeutral(await browser.open(back));
  await isNeutral(await browser.open(finishUrl(prepared)));
  await isNeutral(await browser.open(prepared.flow.startUrls[1]));
  assert.deepEqual(await service.poll(prepared), { status: 'failed', failure: { code: 'flow-cancelled' } });
  assert.equal((await service.call({}, 'POST', endpoints.flowCancel(prepared.flow.flowId))).status, 204);
});

test('the way back is the stored page of the host, whatever a request says', async () => {
  const prepared = await service.prepare();
  const browser = service.browser();
  const back = await consented(prepared, browser);
  for (const [name, value] of [['returnUrl', 'https://evil.example/'], ['return', '//evil'], ['redirect_uri', 'javascript:alert(1)'], ['origin', 'https://crm.acme.example@evil.example'], ['hostOrigin', 'https://evil.example']] as const) {
    back.searchParams.set(name, value);
  }
  const callback = await browser.open(back);
  const page = await (await browser.open(`${callback.headers.get('Location')}?returnUrl=//evil.example&origin=https://evil.example`)).text();
  assert.doesNotMatch(page, /evil/);
  const data: unknown = JSON.parse(/id="gck-data">(.*?)<\/script>/s.exec(page)?.[1] ?? '');
  assert.partialDeepStrictEqual(data, {
    hostOrigin: pageOrigin,
    returnUrl: `${pageOrigin}/gmail-return.html`,
    byHandUrl: finishUrl(prepared, '?by-hand'),
    byHand: false,
  });
});

test('the way back is the page of the origin where the attempt began, or none where that origin has none', async () => {
  const elsewhere = 'https://eu.acme.example';
  const wayBackOf = async (origin: string, returnPath: string | undefined): Promise<unknown> => {
    const origins = [...acme.origins, { origin: elsewhere, returnPath }];
    const host = await givenService(store, { google: service.google, clock: service.clock, tenants: [{ ...acme, origins }] });
    const prepared = await host.prepare({ origin });
    const browser = host.browser();
    const callback = await browser.open(service.google.allow(await host.start(browser, prepared), { account: anna }));
    const page = await (await browser.open(callback.headers.get('Location') ?? '')).text();
    const wayBack: unknown = JSON.parse(/"returnUrl":(null|".*?")/.exec(page)?.[1] ?? '');
    assert.equal(prepared.flow.returnPage, wayBack !== null);
    return wayBack;
  };
  assert.equal(await wayBackOf(pageOrigin, undefined), `${pageOrigin}/gmail-return.html`);
  assert.equal(await wayBackOf(elsewhere, '/eu/return.html'), `${elsewhere}/eu/return.html`);
  assert.equal(await wayBackOf(elsewhere, undefined), null);
});

test('neither code, state, ticket nor cookie stands in any address or page after the consent', async () => {
  const prepared = await service.prepare();
  const browser = service.browser();
  const google = await service.start(browser, prepared);
  const back = service.google.allow(google, { account: anna });
  const callback = await browser.open(back);
  const location = callback.headers.get('Location') ?? '';
  assert.equal(location, finishUrl(prepared));
  const page = await (await browser.open(location)).text();
  const secrets = [back.searchParams.get('code'), back.searchParams.get('state'), new URL(google).searchParams.get('nonce'), ...browser.cookies.values(), ...prepared.flow.startUrls.map((url) => new URL(url).searchParams.get('ticket'))];
  for (const secret of secrets) {
    assert.ok(secret !== null && secret.length > 15);
    assert.ok(!`${location}${page}`.includes(secret));
  }
});

test('no page is ever shown at the address of a callback: not when it is refused, when the service fails or when there are too many', async () => {
  const down = await givenService({ database: deadDatabase() }, { google: service.google });
  const limited = await givenService(store, { google: service.google, limits: { pages: 1 } });
  await limited.browser().open(`${serviceOrigin}/connect/nothing-to-do`);
  const prepared = await service.prepare();
  const { href } = await consented(prepared, service.browser());
  const trouble = new RegExp(`^${serviceOrigin}/connect/trouble/[\\w-]{16}$`);
  for (const [{ app }, end, status] of [[service, /nothing-to-do$/, 400], [down, trouble, 503], [limited, trouble, 429]] as const) {
    const answer = await app(new Request(href));
    assert.equal(answer.status, 303);
    assert.equal(await answer.text(), '');
    assert.match(answer.headers.get('Location') ?? '', end);
    assert.doesNotMatch(JSON.stringify([...answer.headers]), /code|state=/);
    const shown = await app(new Request(answer.headers.get('Location') ?? ''));
    assert.equal(shown.status, status);
    assert.match(shown.headers.get('Content-Type') ?? '', /html/);
  }
  // Nor a spent ticket's.
  const browser = service.browser();
  await service.start(browser, prepared, 1);
  assert.equal(ledTo(await browser.open(prepared.flow.startUrls[1])), 'neutral page');
});

test('every page of the service forbids frames, inline code, caching and referrers, and has no opener policy', async () => {
  const prepared = await service.prepare();
  const browser = service.browser();
  const start = await browser.open(prepared.flow.startUrls[0]);
  const callback = await browser.open(service.google.allow(start.headers.get('Location') ?? '', { account: anna }));
  const finish = await browser.open(callback.headers.get('Location') ?? '');
  const byHand = await browser.open(finishUrl(prepared, '?by-hand'));
  const refused = await browser.open(`${serviceOrigin}/connect/callback`);
  const neutral = await browser.open(`${serviceOrigin}/connect/nothing-to-do`);
  const trouble = await browser.open(`${serviceOrigin}/connect/trouble/AAAAAAAAAAAAAAAA`);
  for (const page of [start, callback, finish, byHand, refused, neutral, trouble]) {
    const { headers } = page;
    assert.match(headers.get('Content-Security-Policy') ?? '', /^default-src 'none'/);
    for (const rule of ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"]) assert.ok(headers.get('Content-Security-Policy')?.includes(rule));
    assert.doesNotMatch(headers.get('Content-Security-Policy') ?? '', /unsafe/);
    assert.deepEqual(
      ['Referrer-Policy', 'Cache-Control', 'X-Content-Type-Options', 'Cross-Origin-Opener-Policy', 'Access-Control-Allow-Origin'].map((name) => headers.get(name)),
      ['no-referrer', 'no-store', 'nosniff', null, null],
    );
    assert.doesNotMatch(await page.text(), /\son\w+=|style=|<style|<script>|javascript:/i);
  }
});

test('the attempt’s cookie belongs to this host, this attempt and no script', async () => {
  const prepared = await service.prepare();
  const response = await service.browser().open(prepared.flow.startUrls[0]);
  const [cookie = ''] = response.headers.getSetCookie();
  assert.match(cookie, new RegExp(`^__Host-gck-${prepared.flow.flowId}=[\\w-]{43}; Path=/; Max-Age=900; HttpOnly; Secure; SameSite=Lax$`));
});

test('characters that no database keeps are refused where they come in', async () => {
  for (const url of ['/connect/finish/%00', '/connect/finish/%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00', '/connect/start?ticket=%00', '/connect/callback?code=%00&state=%00']) {
    await isNeutral(await service.browser().open(serviceOrigin + url));
  }
  const body = { codeChallenge: 'A'.repeat(43), codeChallengeMethod: 'S256', intent: { kind: 'connect', expectedEmail: 'a\0@example.com' }, capabilities: ['send'], locale: 'en' };
  assert.deepEqual(failureIn(await service.call({}, 'POST', endpoints.flows, body)), { code: 'request-malformed' });
  for (const person of [{ user: 'a\0' }, { org: 'a\0' }, { name: 'a\0' }, { user: 'half \ud800' }]) {
    assert.deepEqual(failureIn(await service.call(person, 'GET', endpoints.connections)), { code: 'token-refused' });
  }
});
