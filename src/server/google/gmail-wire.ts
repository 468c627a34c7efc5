import { OAuth2Client } from 'google-auth-library';
import type * as z from 'zod/mini';
import { decode, fail, succeed, type Outcome } from '../../contract/index.ts';
import type { Clock } from '../ports.ts';
import type { GoogleSettings } from '../settings/settings.ts';
import { problemOf, type GoogleProblem } from './failure-of.ts';
import { gmailFailureOf } from './gmail-failure-of.ts';
import type { GmailFailure } from './gmail-port.ts';
import { boundedFetch, fetchWithin } from './wire.ts';

export interface GmailClientOptions {
  readonly settings: GoogleSettings;
  readonly clock: Clock;
}

/** One question to the mailbox that an access token opens. */
export interface Question<S extends z.ZodMiniType> {
  readonly method?: 'POST';
  /** Below `users/me/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: object;
  /** Instead of a body of JSON, to the address for uploads. */
  readonly upload?: { readonly type: string; readonly bytes: Uint8Array };
  /** Where the usual time limit is too short. */
  readonly timeoutMs?: number;
  /** The answer may be as long as a mail. */
  readonly whole?: true;
  readonly answer: S;
}

/** A failure in our words, beside the problem it was made of: a method may know better what its own means. */
export interface Refused {
  readonly problem: GoogleProblem | undefined;
  readonly failure: GmailFailure;
}

export type Ask = <S extends z.ZodMiniType>(accessToken: string, question: Question<S>) => Promise<Outcome<z.output<S>, Refused>>;

/** Gmail receives mails of up to 50 MB (https://support.google.com/mail/answer/6584); base64 makes four bytes of three. */
const wholeMailFetch = fetchWithin(70_000_000);

/** Asks Gmail through google-auth-library's transport. Nothing here retries: whoever calls knows what a second try costs. */
export const createAsk = ({ settings, clock }: GmailClientOptions): Ask => {
  const origin = settings.gmailUrl.replace(/\/$/, '');
  const { transporter } = new OAuth2Client({
    // The library asks for three retries per request; a deep merge leaves this zero in its way.
    transporterOptions: { timeout: settings.timeoutMs, retryConfig: { retry: 0 }, fetchImplementation: boundedFetch },
  });

  return async (accessToken, { method = 'GET', path, query = {}, body, upload, whole, timeoutMs, answer }) => {
    const url = new URL(`${origin}${upload === undefined ? '' : '/upload'}/gmail/v1/users/me/${path}`);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
    try {
      const { data } = await transporter.request<unknown>({
        url: url.href,
        method,
        headers: { authorization: `Bearer ${accessToken}`, ...(upload === undefined ? {} : { 'content-type': upload.type }) },
        responseType: 'json',
        ...(body === undefined ? {} : { data: body }),
        ...(upload === undefined ? {} : { data: Buffer.from(upload.bytes.buffer, upload.bytes.byteOffset, upload.bytes.byteLength) }),
        ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
        // A mail of many megabytes takes its time.
        ...(whole === undefined ? {} : { fetchImplementation: wholeMailFetch, timeout: 3 * settings.timeoutMs }),
      });
      const decoded = decode(answer, data);
      return decoded.ok ? succeed(decoded.value) : fail({ problem: undefined, failure: { code: 'google-unavailable' } });
    } catch (error) {
      const problem = problemOf(error);
      return fail({ problem, failure: gmailFailureOf(problem, clock.now()) });
    }
  };
};
