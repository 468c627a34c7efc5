/** Binds one attempt to one browser. One cookie per flow, so that two attempts at once do not disturb each other. */
const nameOf = (flowId: string): string => `__Host-gck-${flowId}`;

const cookieLine = (name: string, value: string, maxAgeSeconds: number): string =>
  `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`;

export const setAttemptCookie = (flowId: string, value: string, lastsMs: number): string =>
  cookieLine(nameOf(flowId), value, Math.ceil(lastsMs / 1000));

/** The value, when the browser sent exactly one. */
export const readAttemptCookie = (request: Request, flowId: string): string | undefined => {
  const values = cookiesOf(request).flatMap(([name, value]) => (name === nameOf(flowId) ? [value] : []));
  return values.length === 1 ? values[0] : undefined;
};

/** Attempts that one browser may have under way; Node reads 16 KB of headers, which hold some 180 of these cookies. */
const mostAttempts = 20;
/** What one answer takes back: proxies read a few kilobytes of headers too. */
const mostTakenBack = 20;

/**
 * Takes back the cookies of the oldest attempts when a new one begins, before the browser carries more than any server
 * reads. Browsers send the older ones of a path first (https://www.rfc-editor.org/rfc/rfc6265#section-5.4).
 */
export const takeBackOldCookies = (request: Request, flowId: string): readonly string[] => {
  const others = cookiesOf(request).flatMap(([name]) => (attemptName.test(name) && name !== nameOf(flowId) ? [name] : []));
  const tooMany = Math.max(0, others.length + 1 - mostAttempts);
  return others.slice(0, Math.min(tooMany, mostTakenBack)).map((name) => cookieLine(name, '', 0));
};

/** Only names of our own form are ever repeated in an answer. */
const attemptName = /^__Host-gck-[\w-]{16,64}$/;

const cookiesOf = (request: Request): readonly (readonly [string, string])[] =>
  (request.headers.get('Cookie') ?? '').split(';').map((pair) => {
    const [name = '', value = ''] = pair.trim().split('=');
    return [name, value];
  });
