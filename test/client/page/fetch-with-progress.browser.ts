import { assert } from '@open-wc/testing';
import { fetchWithProgress } from '../../../src/client/page/fetch-with-progress.ts';

/** The test's own server stands in for the service: what it answers is of no account. */
const here = `${location.origin}/package.json`;

describe('an upload that tells how far it is', () => {
  it('answers as fetch does, and has told that all has left', async () => {
    const shares: number[] = [];
    const response = await fetchWithProgress((share) => shares.push(share))(here, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: 'x'.repeat(100_000) });
    assert.isNumber(response.status);
    assert.isString(await response.text());
    assert.equal(shares.at(-1), 1);
  });

  it('fails as fetch does where nobody answers, and where it was ended before or while it runs', async () => {
    const failure = async (url: string, signal: AbortSignal): Promise<unknown> => fetchWithProgress(() => undefined)(url, { method: 'POST', signal }).catch((reason: unknown) => reason);
    assert.instanceOf(await failure('http://localhost:1/', new AbortController().signal), TypeError);
    assert.instanceOf(await failure(here, AbortSignal.abort()), TypeError);
    const ending = new AbortController();
    const running = failure(here, ending.signal);
    ending.abort();
    assert.instanceOf(await running, TypeError);
  });
});
