import { assert } from '@open-wc/testing';
import { browserPage } from '../../src/client/page/browser-page.ts';
import { hearFinish } from '../../src/client/connect/hear-finish.ts';
import type { WindowMessage } from '../../src/contract/index.ts';

/** The same server under its other name is another origin: the service's, as seen from this page. */
const serviceOrigin = location.origin.replace('localhost', '127.0.0.1');
const pages = '/test/client/pages';
const finishCode = 'f'.repeat(43);

let flows = 0;
const newFlow = (): string => `flow-${Date.now()}-${(flows += 1)}`.padEnd(16, '0');

const finish = (flowId: string): WindowMessage => ({ gck: 'finish', flowId, finishCode });

const finishUrl = (data: object, more = ''): string =>
  `${serviceOrigin}${pages}/finish.html?data=${encodeURIComponent(JSON.stringify(data))}${more}`;

const opened: { close(): void }[] = [];
const open = (url: string, name: string): NonNullable<ReturnType<typeof browserPage.openWindow>> => {
  const popup = browserPage.openWindow(url, name);
  if (!popup) throw new Error('The browser of this test blocks windows.');
  opened.push(popup);
  return popup;
};

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise(requestAnimationFrame);
};

const windowOf = (popup: { readonly handle: unknown }): Window => popup.handle as Window;

/** What a window of this origin shows; undefined while it is elsewhere. */
const addressOf = (popup: { readonly handle: unknown }): string | undefined => {
  try {
    return windowOf(popup).location.href;
  } catch {
    return undefined;
  }
};

let life = new AbortController();
beforeEach(() => {
  life = new AbortController();
  sessionStorage.clear();
});
afterEach(() => {
  life.abort();
  for (const popup of opened.splice(0)) popup.close();
});

const listen = (flowId: string, popup: () => unknown): WindowMessage[] => {
  const heard: WindowMessage[] = [];
  hearFinish(flowId, { serviceOrigin, windowHandle: popup }, browserPage, (message) => heard.push(message), life.signal);
  return heard;
};

describe('the windows of an attempt', () => {
  it('the finish page tells the page that opened it, and closes when it is answered', async () => {
    const flowId = newFlow();
    const popup = open(finishUrl({ message: finish(flowId), hostOrigin: location.origin, returnUrl: null, byHandUrl: '?by-hand' }), flowId);
    const heard = listen(flowId, () => popup.handle);
    await until(() => popup.looksClosed());
    assert.deepEqual(heard, [finish(flowId)]);
  });

  it('a finish page is not believed by a page that opened another window', async () => {
    const flowId = newFlow();
    const popup = open(
      finishUrl({ message: finish(flowId), hostOrigin: location.origin, returnUrl: `${location.origin}${pages}/return.html?stays`, byHandUrl: '' }),
      flowId,
    );
    const heard: WindowMessage[] = [];
    const stranger = { ...browserPage, joinChannel: () => undefined };
    hearFinish(flowId, { serviceOrigin, windowHandle: () => window }, stranger, (message) => heard.push(message), life.signal);
    await until(() => addressOf(popup)?.includes('by-hand') === true);
    assert.deepEqual(heard, []);
  });

  it('the finish page tells nobody but the origin it was given, and takes the return page instead', async () => {
    const flowId = newFlow();
    const popup = open(
      finishUrl({
        message: finish(flowId),
        hostOrigin: 'https://elsewhere.example',
        returnUrl: `${location.origin}${pages}/return.html`,
        byHandUrl: '',
      }),
      flowId,
    );
    const direct: unknown[] = [];
    addEventListener('message', ({ data }) => direct.push(data), { signal: life.signal });
    const heard = listen(flowId, () => undefined);
    await until(() => popup.looksClosed());
    assert.deepEqual(direct, []);
    assert.deepEqual(heard, [finish(flowId)]);
  });

  it('the return page takes the code out of its address before anything else', async () => {
    const flowId = newFlow();
    listen(flowId, () => undefined);
    const popup = open(`${pages}/return.html?stays#gck=finish.${flowId}.${finishCode}`, flowId);
    await until(() => windowOf(popup).document.querySelector('main')?.textContent?.startsWith('Done.') === true);
    assert.equal(addressOf(popup), `${location.origin}${pages}/return.html?stays`);
  });

  it('a window that cannot close itself says that it can be closed, and takes the focus to say it', async () => {
    const flowId = newFlow();
    listen(flowId, () => undefined);
    const popup = open(`${pages}/return.html?stays#gck=finish.${flowId}.${finishCode}`, flowId);
    const main = (): HTMLElement | null | undefined => windowOf(popup).document.querySelector('main');
    await until(() => main()?.textContent?.includes('You can close this window.') === true);
    assert.equal(main()?.getAttribute('role'), 'status');
    assert.equal(windowOf(popup).document.activeElement, main());
  });

  it('a return page that nobody answers, or without a channel, asks the service for a code to type', async () => {
    for (const query of ['', '?without-channel']) {
      const flowId = newFlow();
      const popup = open(`${pages}/return.html${query}#gck=finish.${flowId}.${finishCode}`, flowId);
      await until(() => addressOf(popup)?.includes('connect/finish') === true);
      assert.equal(addressOf(popup), `${location.origin}${pages}/connect/finish/${flowId}?by-hand`);
      popup.close();
    }
  }).timeout(8_000);

  it('a return page loaded again has nothing more to say', async () => {
    const popup = open(`${pages}/return.html?stays`, newFlow());
    await until(() => windowOf(popup).document.querySelector('main')?.textContent?.startsWith('Already finished.') === true);
  });

  it('a trip in the same tab gets its finish and goes back where it began', async () => {
    const flowId = newFlow();
    const key = `gck-trip-${flowId}`;
    sessionStorage.setItem(key, JSON.stringify({ verifier: 'v', path: `${pages}/finish.html?trip`, goal: {} }));
    const popup = open(`${pages}/return.html#gck=finish.${flowId}.${finishCode}`, flowId);
    await until(() => addressOf(popup)?.includes('?trip') === true);
    const kept: unknown = JSON.parse(windowOf(popup).sessionStorage.getItem(key) ?? '');
    assert.deepEqual(kept, { verifier: 'v', path: `${pages}/finish.html?trip`, goal: {}, finish: finishCode });
  });

  it('a trip that would lead to another origin is not followed', async () => {
    for (const path of ['//evil.example/', '/\\evil.example/', 'https://evil.example/', 'javascript:alert(1)', '']) {
      const flowId = newFlow();
      sessionStorage.setItem(`gck-trip-${flowId}`, JSON.stringify({ verifier: 'v', path }));
      const heard = listen(flowId, () => undefined);
      open(`${pages}/return.html?stays#gck=ended.${flowId}.denied`, flowId);
      await until(() => heard.length > 0);
      assert.deepEqual(heard, [{ gck: 'ended', flowId, ended: 'denied' }]);
    }
  });

  it('a window is opened again in place under the name of its flow', async () => {
    const name = `gck-${newFlow()}`;
    const first = open(`${pages}/return.html?stays&first`, name);
    await until(() => addressOf(first)?.includes('first') === true);
    const second = open(`${pages}/return.html?stays&second`, name);
    assert.equal(second.handle, first.handle);
    await until(() => addressOf(first)?.includes('second') === true);
  });
});
