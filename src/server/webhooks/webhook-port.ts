import { fail, succeed, type Outcome } from '../../contract/index.ts';
import type { Clock } from '../ports.ts';

/** One call of a host's webhook. */
export interface WebhookPort {
  post(call: WebhookCall): Promise<Outcome<WebhookAnswer, { readonly code: 'no-answer' }>>;
}

export interface WebhookCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebhookAnswer {
  readonly status: number;
  /** From a `Retry-After` in seconds. */
  readonly retryAfterSeconds: number | undefined;
}

const answersWithinMs = 15_000;

/** Over the wire: no redirect is followed, since the signed body is for the address the operator named, and no body is read. */
export const createWebhookPort = (clock: Clock, send: typeof fetch = fetch): WebhookPort => ({
  async post({ url, headers, body }) {
    const late = new AbortController();
    const answered = new AbortController();
    void clock.sleep(answersWithinMs, answered.signal).then(() => {
      if (!answered.signal.aborted) late.abort();
    });
    try {
      const answer = await send(url, { method: 'POST', headers, body, redirect: 'manual', signal: late.signal });
      await answer.body?.cancel();
      const seconds = Number.parseInt(answer.headers.get('retry-after') ?? '', 10);
      return succeed({ status: answer.status, retryAfterSeconds: seconds > 0 ? seconds : undefined });
    } catch {
      // Refused, reset, too slow: whatever it was, the host has not confirmed.
      return fail({ code: 'no-answer' });
    } finally {
      answered.abort();
    }
  },
});
