import type { AuthorizationRequest } from './authorization-request.ts';
import type { Account } from './accounts.ts';
import type { Switches } from './switches.ts';

export type Answer =
  | { readonly code: string; readonly scopes: readonly string[]; readonly account: Account }
  | { readonly error: string };

/** The address that the browser takes back to the client, with everything Google puts into it. */
export const callbackAddress = (request: AuthorizationRequest, answer: Answer, origin: string, switches: Switches): string => {
  const address = new URL(request.redirectUri);
  const add = (key: string, value: string): void => address.searchParams.append(key, value);

  if (request.state !== undefined && switches.callbackState !== 'absent') {
    add('state', switches.callbackState === 'stale' ? 'c3RhdGUgb2YgYW4gZWFybGllciBhdHRlbXB0' : request.state);
    if (switches.callbackState === 'doubled') add('state', request.state);
  }
  if (switches.callbackIssuer !== 'absent') add('iss', switches.callbackIssuer === 'wrong' ? 'https://accounts.evil.example' : origin);
  if ('error' in answer) {
    add('error', answer.error);
    return address.href;
  }
  add('code', answer.code);
  add('scope', answer.scopes.join(' '));
  add('authuser', '0');
  if (answer.account.hostedDomain !== undefined) add('hd', answer.account.hostedDomain);
  add('prompt', request.prompt.has('consent') ? 'consent' : 'none');
  return address.href;
};
