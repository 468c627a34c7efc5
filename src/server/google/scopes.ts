import { allCapabilities, type Capability } from '../../contract/index.ts';

/**
 * What a capability is called at Google. `gmail.metadata` is never asked for: held beside `gmail.readonly` it makes
 * Gmail refuse `q` and `format=full` (https://github.com/googleapis/google-api-python-client/issues/582).
 */
const scopeOf = {
  send: 'https://www.googleapis.com/auth/gmail.send',
  read: 'https://www.googleapis.com/auth/gmail.readonly',
} as const satisfies Record<Capability, string>;

/** What a connection must have been granted to be followed. */
export const readScope = scopeOf.read;

/** Needed for the ID token and its address; Google shows no box for them. */
const identityScopes = ['openid', 'email'] as const;

export const scopesFor = (wanted: readonly Capability[]): readonly string[] => [
  ...identityScopes,
  ...allCapabilities.filter((each) => wanted.includes(each)).map((each) => scopeOf[each]),
];

/** What can be done with the scopes that Google really granted. */
export const capabilitiesIn = (scopes: readonly string[]): readonly Capability[] =>
  allCapabilities.filter((each) => scopes.includes(scopeOf[each]));
