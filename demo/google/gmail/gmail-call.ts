import type { Account } from '../accounts.ts';
import type { TokenGrant } from '../grants.ts';
import type { World } from '../world.ts';
import { errorResponse, type GmailError } from './gmail-error.ts';
import type { AccountMailbox } from './mailboxes.ts';

/** One call of the Gmail API, after its token was found to be good for it. */
export interface GmailCall {
  readonly world: World;
  readonly account: Account;
  readonly grant: TokenGrant;
  readonly own: AccountMailbox;
  readonly query: URLSearchParams;
  /** What stood in the path's braces, in their order, without the user. */
  readonly ids: readonly string[];
  readonly request: Request;
}

/** What a method answers: an object as JSON, nothing, or an error. */
export type Answer = { readonly json: object } | { readonly error: GmailError } | 'nothing';

export const refuse = (error: GmailError): Answer => ({ error });

export const toResponse = ({ world }: Pick<GmailCall, 'world'>, answer: Exclude<Answer, { readonly json: object }>): Response =>
  answer === 'nothing' ? new Response(null, { status: 204 }) : errorResponse(answer.error, world.switches().errorShape);

/** `maxResults` as Gmail reads it: 100 usually, 500 at most. */
export const pageSizeIn = (query: URLSearchParams): number => {
  const asked = Number(query.get('maxResults') ?? 100);
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, 500) : 100;
};

export const tokenOf = (place: string): string => Buffer.from(place).toString('base64url');

/** Where the page begins; empty for the first, undefined for a token that nobody gave. */
export const placeIn = (query: URLSearchParams): string | undefined => {
  const token = query.get('pageToken');
  if (token === null || token === '') return '';
  const place = Buffer.from(token, 'base64url').toString();
  return tokenOf(place) === token && /^[\w.:]+$/.test(place) ? place : undefined;
};
