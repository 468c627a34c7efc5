/** Binds one attempt to one browser. One cookie per flow, so that two attempts at once do not disturb each other. */
const nameOf = (flowId: string): string => `__Host-gck-${flowId}`;

export const setAttemptCookie = (flowId: string, value: string, lastsMs: number): string =>
  `${nameOf(flowId)}=${value}; Path=/; Max-Age=${Math.ceil(lastsMs / 1000)}; HttpOnly; Secure; SameSite=Lax`;

/** The value, when the browser sent exactly one. */
export const readAttemptCookie = (request: Request, flowId: string): string | undefined => {
  const values = (request.headers.get('Cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .filter(([name]) => name === nameOf(flowId))
    .map(([, value]) => value);
  return values.length === 1 ? values[0] : undefined;
};
