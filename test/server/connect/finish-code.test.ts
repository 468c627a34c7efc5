import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { endpoints } from '../../../src/contract/index.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { acme, serviceOrigin } from '../given-ports.ts';
import { anna } from '../google/wire-google.ts';
import { failureIn, givenService, ledTo, quickStore, messageOf, type GivenService, type Walked } from './given-service.ts';

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

const finishUrl = ({ prepared }: Walked, query = ''): string => `${serviceOrigin}/connect/finish/${prepared.flow.flowId}${query}`;

const wrongCode = 'A'.repeat(43);

test('by hand the page shows eight characters, who asks for them, and the warning; and these eight claim', async () => {
  const walked = await service.walk({ name: 'Ada <Admin>', expectedEmail: anna.email });
  const response = await walked.browser.open(finishUrl(walked, '?by-hand'));
  const page = await response.clone().text();
  const message = await messageOf(response);
  assert.ok(message?.gck === 'finish');
  assert.match(message.finishCode, /^[A-Z2-7]{8}$/);
  const visible = /<section id="by-hand">(.*?)<\/section>/s.exec(page)?.[1] ?? '';
  for (const words of [message.finishCode, 'Acme CRM', 'Ada &lt;Admin&gt;', anna.email, 'Type it only into the CRM tab where you began; nobody will ever ask you for it.']) {
    assert.ok(visible.includes(words), words);
  }
  for (const id of ['working', 'done', 'ended']) assert.ok(page.includes(`<section id="${id}" hidden>`));
  assert.equal((await service.claim({ prepared: walked.prepared, finishCode: message.finishCode })).status, 200);
});

test('the page speaks the language of the flow', async () => {
  const walked = await service.walk({}, {}, { locale: 'fr-CA' });
  const page = await (await walked.browser.open(finishUrl(walked, '?by-hand'))).text();
  assert.match(page, /<html lang="fr">/);
  assert.match(page, /Saisissez-le uniquement dans l’onglet CRM où vous avez commencé/);
});

test('without scripts the page leads to the code to type', async () => {
  const walked = await service.walk();
  const page = await (await walked.browser.open(finishUrl(walked))).text();
  assert.match(page, new RegExp(`<section id="working">.*<noscript>.*<a href="${finishUrl(walked, '\\?by-hand')}">.*</noscript>`, 's'));
});

test('each load of the page makes a new finish code and voids the one before, which is no wrong try', async () => {
  const walked = await service.walk();
  const again = await messageOf(await walked.browser.open(finishUrl(walked)));
  assert.ok(again?.gck === 'finish' && again.finishCode !== walked.finishCode);
  for (let tries = 0; tries < 4; tries += 1) {
    assert.deepEqual(failureIn(await service.claim(walked)), { code: 'finish-code-wrong', triesLeft: 3 });
  }
  assert.equal((await service.claim({ ...walked, finishCode: again.finishCode })).status, 200);
});

test('three wrong codes burn the flow and its code; the right one comes too late', async () => {
  const walked = await service.walk();
  const tokens = service.google.count('token');
  const answers = [];
  for (let tries = 0; tries < 3; tries += 1) answers.push(failureIn(await service.claim(walked, { finishCode: wrongCode })));
  assert.deepEqual(answers, [
    { code: 'finish-code-wrong', triesLeft: 2 },
    { code: 'finish-code-wrong', triesLeft: 1 },
    { code: 'flow-burned' },
  ]);
  assert.deepEqual(failureIn(await service.claim(walked)), { code: 'flow-burned' });
  const row = await service.ports.database.selectFrom('flows').select('sealed_code').where('id', '=', walked.prepared.flow.flowId).executeTakeFirst();
  assert.deepEqual(row, { sealed_code: null });
  assert.equal(service.google.count('token'), tokens);
});

test('wrong codes that come at once do not get more tries than wrong codes one by one', async () => {
  const walked = await service.walk();
  const guesses = await Promise.all(['B', 'C', 'D', 'E', 'F'].map((letter) => service.claim(walked, { finishCode: letter.repeat(8) })));
  const codes = guesses.map((each) => failureIn(each).code).sort();
  assert.deepEqual(codes, ['finish-code-wrong', 'finish-code-wrong', 'flow-burned', 'flow-burned', 'flow-burned']);
});

test('a reload of the page gives back no tries', async () => {
  const walked = await service.walk();
  await service.claim(walked, { finishCode: wrongCode });
  await walked.browser.open(finishUrl(walked));
  assert.deepEqual(failureIn(await service.claim(walked, { finishCode: wrongCode })), { code: 'finish-code-wrong', triesLeft: 1 });
});

test('one wrong verifier destroys the code, and Google’s token endpoint is not asked', async () => {
  const walked = await service.walk();
  const tokens = service.google.count('token');
  assert.deepEqual(failureIn(await service.claim(walked, { codeVerifier: 'x'.repeat(43) })), { code: 'flow-burned' });
  assert.deepEqual(failureIn(await service.claim(walked)), { code: 'flow-burned' });
  assert.equal(service.google.count('token'), tokens);
});

test('the verifier and finish code of one flow do not claim another', async () => {
  const [one, other] = [await service.walk(), await service.walk({ user: 'user-2' })];
  assert.equal(failureIn(await service.claim(other, { codeVerifier: one.prepared.verifier })).code, 'flow-burned');
  const third = await service.walk({ user: 'user-2' });
  assert.deepEqual(failureIn(await service.claim(third, { finishCode: one.finishCode })), { code: 'finish-code-wrong', triesLeft: 2 });
});

test('a flow without a challenge, or with the challenge in plain, is not prepared', async () => {
  const body = { codeChallenge: 'A'.repeat(43), codeChallengeMethod: 'S256', intent: { kind: 'connect' }, capabilities: ['send'], locale: 'en' };
  for (const change of [{ codeChallenge: undefined }, { codeChallenge: '' }, { codeChallengeMethod: 'plain' }, { codeChallengeMethod: undefined }]) {
    assert.deepEqual(failureIn(await service.call({}, 'POST', endpoints.flows, { ...body, ...change })), { code: 'request-malformed' });
  }
});

test('another user, another organisation and another page may neither claim, poll nor cancel', async () => {
  const walked = await service.walk();
  const { flowId } = walked.prepared.flow;
  const tokens = service.google.count('token');
  for (const person of [{ user: 'user-2' }, { org: 'org-2' }, { origin: 'https://eu.acme.example' }]) {
    const answers = [
      await service.claim(walked, {}, person),
      await service.call(person, 'GET', endpoints.flow(flowId)),
      await service.call(person, 'POST', endpoints.flowCancel(flowId)),
    ];
    for (const answer of answers) assert.ok([401, 403, 404].includes(answer.status), String(answer.status));
  }
  assert.equal(service.google.count('token'), tokens);
  assert.deepEqual(await service.poll(walked.prepared), { status: 'awaiting-claim' });
  assert.equal((await service.claim(walked)).status, 200);
});

test('the same user at another page of the host, or of the same name at another host, may neither claim, poll nor cancel', async () => {
  const eu = 'https://eu.acme.example';
  const tenants = [{ ...acme, origins: [...acme.origins, { origin: eu, returnPath: undefined }] }, { ...acme, id: 'globex' }];
  const hosts = await givenService(store, { google: service.google, tenants });
  const walked = await hosts.walk();
  const { flowId } = walked.prepared.flow;
  for (const person of [{ origin: eu }, { tenant: 'globex' }]) {
    const answers = [
      await hosts.claim(walked, {}, person),
      await hosts.call(person, 'GET', endpoints.flow(flowId)),
      await hosts.call(person, 'POST', endpoints.flowCancel(flowId)),
    ];
    assert.deepEqual(answers.map(failureIn), [{ code: 'flow-unknown' }, { code: 'flow-unknown' }, { code: 'flow-unknown' }]);
  }
  assert.equal((await hosts.claim(walked)).status, 200);
});

test('a window tells the waiting page a long code; the short one is made only to be typed', async () => {
  const walked = await service.walk();
  assert.match(walked.finishCode, /^[\w-]{43}$/);
  const byHand = await messageOf(await walked.browser.open(`${finishUrl(walked)}?by-hand`));
  assert.ok(byHand?.gck === 'finish');
  assert.match(byHand.finishCode, /^[A-Z2-7]{8}$/);
});

test('the outcome is told again to the one who claimed, without asking Google again, and to nobody else', async () => {
  const walked = await service.walk();
  const first = await service.claim(walked);
  const tokens = service.google.count('token');
  const second = await service.claim(walked);
  assert.deepEqual(second.body, first.body);
  assert.equal(service.google.count('token'), tokens);
  assert.deepEqual(failureIn(await service.claim(walked, { finishCode: wrongCode })), { code: 'already-claimed' });
  assert.deepEqual(failureIn(await service.claim(walked, { codeVerifier: 'x'.repeat(43) })), { code: 'already-claimed' });
});

test('no finish code is made while a claim runs, nor after it', async () => {
  const walked = await service.walk();
  let during: Response | undefined;
  let ticket: Response | undefined;
  service.google.twist('token', {
    kind: 'meanwhile',
    run: async () => {
      during = await walked.browser.open(finishUrl(walked));
      ticket = await service.browser().open(walked.prepared.flow.startUrls[1]);
    },
  });
  assert.equal((await service.claim(walked)).status, 200);
  assert.ok(ticket !== undefined && ledTo(ticket) === 'neutral page');
  for (const page of [during, await walked.browser.open(finishUrl(walked))]) {
    const text = await page?.text();
    assert.match(text ?? '', /<section id="done">/);
    assert.doesNotMatch(text ?? '', /gck-data/);
  }
});
