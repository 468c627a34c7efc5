/** Permissions that identify a person. They need no box of their own. */
const longNames: Readonly<Record<string, string>> = {
  openid: 'openid',
  email: 'https://www.googleapis.com/auth/userinfo.email',
  profile: 'https://www.googleapis.com/auth/userinfo.profile',
};

const gmail = (name: string): string => `https://www.googleapis.com/auth/gmail.${name}`;

export const sendScope = gmail('send');
export const readScope = gmail('readonly');

/** Everything this emulator can grant; another scope is refused, as Google refuses what it does not know. */
const gmailScopes: ReadonlySet<string> = new Set([
  sendScope,
  readScope,
  gmail('metadata'),
  gmail('compose'),
  gmail('modify'),
  gmail('labels'),
  gmail('settings.basic'),
  'https://mail.google.com/',
]);

/** What `users.getProfile` accepts, as Google's description of the Gmail API lists it. */
export const profileScopes: readonly string[] = [
  'https://mail.google.com/',
  gmail('compose'),
  gmail('metadata'),
  gmail('modify'),
  readScope,
];

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
