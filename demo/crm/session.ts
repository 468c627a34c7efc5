import { createHmac, timingSafeEqual } from 'node:crypto';
import { crmUsers, userById, type CrmUser } from './users.ts';

export type Language = 'en' | 'fr';
export type Theme = 'auto' | 'light' | 'dark';

/** Who looks at the page, and how they like it. It stands in cookies; the one that says who is signed. */
export interface Session {
  readonly user: CrmUser;
  readonly language: Language;
  readonly theme: Theme;
}

const names = { user: 'larkspur-user', language: 'larkspur-language', theme: 'larkspur-theme' } as const;

export const readSession = (request: Request, key: string): Session => {
  const cookies = readCookies(request.headers.get('cookie'));
  return {
    user: signedUser(cookies.get(names.user), key) ?? crmUsers[0],
    language: readLanguage(cookies.get(names.language), request.headers.get('accept-language')),
    theme: readTheme(cookies.get(names.theme)),
  };
};

/** The cookies that change a session; what the form did not name, or named wrongly, stays as it is. */
export const changeSession = (form: URLSearchParams, key: string): readonly string[] => {
  const user = userById(form.get('user') ?? undefined);
  const language = form.get('language');
  const theme = form.get('theme');
  return [
    ...(user === undefined ? [] : [cookie(names.user, `${user.id}.${signature(user.id, key)}`, 'HttpOnly; ')]),
    ...(language === 'en' || language === 'fr' ? [cookie(names.language, language)] : []),
    ...(theme === 'auto' || theme === 'light' || theme === 'dark' ? [cookie(names.theme, theme)] : []),
  ];
};

const cookie = (name: string, value: string, flags = ''): string => `${name}=${value}; Path=/; ${flags}SameSite=Lax; Max-Age=31536000`;

const signature = (text: string, key: string): string => createHmac('sha256', key).update(text).digest('base64url');

const signedUser = (value: string | undefined, key: string): CrmUser | undefined => {
  const [id = '', given = ''] = (value ?? '').split('.');
  const expected = Buffer.from(signature(id, key));
  const actual = Buffer.from(given);
  return expected.length === actual.length && timingSafeEqual(expected, actual) ? userById(id) : undefined;
};

const readCookies = (header: string | null): ReadonlyMap<string, string> =>
  new Map(
    (header ?? '').split(';').map((pair): [string, string] => {
      const [name = '', ...value] = pair.trim().split('=');
      return [name, value.join('=')];
    }),
  );

const readLanguage = (chosen: string | undefined, accepted: string | null): Language => {
  if (chosen === 'en' || chosen === 'fr') return chosen;
  const first = (accepted ?? '').split(',').map((each) => each.trim().slice(0, 2).toLowerCase()).find((each) => each === 'en' || each === 'fr');
  return first === 'fr' ? 'fr' : 'en';
};

const readTheme = (chosen: string | undefined): Theme => (chosen === 'light' || chosen === 'dark' ? chosen : 'auto');
