/**
 * Walks a person's way through the emulated Google without a browser: account, password, boxes, Allow. It submits the
 * pages' own forms, so what it does a person can do.
 */
export interface Person {
  readonly email: string;
  /** The scopes whose boxes are ticked; all that are offered when absent. */
  readonly ticks?: readonly string[];
  readonly decision?: 'allow' | 'cancel';
}

export type Visit = (request: Request) => Promise<Response>;

/** The address at which Google sends the browser back, or the last page when it keeps the person there. */
export type ConsentEnd =
  | { readonly kind: 'sent-back'; readonly location: URL }
  | { readonly kind: 'kept'; readonly status: number; readonly page: string };

export const consentByRobot = async (visit: Visit, authorizationUrl: string, person: Person): Promise<ConsentEnd> => {
  const { origin } = new URL(authorizationUrl);
  let answer = await visit(new Request(authorizationUrl));
  // Account, password, warning, consent: more steps than these mean that a form was refused.
  for (let step = 0; step < 10; step += 1) {
    const location = answer.headers.get('location');
    if (location === null) {
      const page = await answer.text();
      const form = readForm(page);
      if (form === undefined || answer.status >= 400) return { kind: 'kept', status: answer.status, page };
      answer = await visit(post(`${origin}${form.action}`, [['attempt', form.attempt], ...fillIn(form, person)]));
    } else {
      const target = new URL(location, origin);
      if (target.origin !== origin) return { kind: 'sent-back', location: target };
      answer = await visit(new Request(target));
    }
  }
  throw new TypeError('Failed to walk through consent: the pages go round in circles');
};

interface Form {
  readonly action: string;
  readonly attempt: string;
  readonly boxes: readonly string[];
}

const readForm = (page: string): Form | undefined => {
  const [, action, attempt] = /<form method="post" action="(\/signin\/\w+)"><input type="hidden" name="attempt" value="([\w-]+)">/.exec(page) ?? [];
  if (action === undefined || attempt === undefined) return undefined;
  const boxes = [...page.matchAll(/<input type="checkbox"[^>]* value="([^"]+)">/g)].map((match) => match[1] ?? '');
  return { action, attempt, boxes };
};

const fillIn = ({ action, boxes }: Form, person: Person): [string, string][] => {
  switch (action) {
    case '/signin/account':
      return [['account', person.email]];
    case '/signin/address':
      return [['address', person.email]];
    case '/signin/password':
      return [['password', 'any word']];
    case '/signin/unverified':
      return [['decision', 'continue']];
    default:
      return [
        ...boxes.filter((scope) => person.ticks?.includes(scope) ?? true).map((scope): [string, string] => ['scope', scope]),
        ['decision', person.decision ?? 'allow'],
      ];
  }
};

const post = (url: string, fields: [string, string][]): Request =>
  new Request(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
