/** Permissions that identify a person. They need no box of their own. */
const longNames: Readonly<Record<string, string>> = {
  openid: 'openid',
  email: 'https://www.googleapis.com/auth/userinfo.email',
  profile: 'https://www.googleapis.com/auth/userinfo.profile',
};

export const gmailScope = (name: string): string => `https://www.googleapis.com/auth/gmail.${name}`;

export const sendScope = gmailScope('send');
export const readScope = gmailScope('readonly');
/** Headers without bodies. A token that holds it is bound to that, whatever else it holds. */
export const metadataScope = gmailScope('metadata');
/** Everything, for good. */
export const mailScope = 'https://mail.google.com/';

/** Everything this emulator can grant; another scope is refused, as Google refuses what it does not know. */
const gmailScopes: ReadonlySet<string> = new Set([
  sendScope,
  readScope,
  metadataScope,
  gmailScope('compose'),
  gmailScope('modify'),
  gmailScope('labels'),
  gmailScope('settings.basic'),
  mailScope,
]);

export const isSignInScope = (scope: string): boolean => Object.values(longNames).includes(scope);

/** The scopes of a request in Google's long names, or the first one that Google does not know. */
export const readScopes = (scope: string): { readonly scopes: readonly string[]; readonly unknown: string | undefined } => {
  const scopes = scope
    .split(' ')
    .filter((each) => each !== '')
    .map((each) => longNames[each] ?? each);
  return { scopes: [...new Set(scopes)], unknown: scopes.find((each) => !isSignInScope(each) && !gmailScopes.has(each)) };
};

export const shortName = (scope: string): string => scope.replace('https://www.googleapis.com/auth/', '');
