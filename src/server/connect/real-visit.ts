/**
 * Whether a person's browser really goes there. HEAD, prefetching and prerendering look without going; a frame, an
 * image or a script is no window of its own. Older browsers send none of these headers and are believed.
 */
export const isRealVisit = (request: Request): boolean => {
  if (request.method !== 'GET') return false;
  const announced = ['Sec-Purpose', 'Purpose', 'X-Purpose', 'X-Moz'].map((name) => request.headers.get(name) ?? '');
  if (announced.some((each) => /prefetch|prerender|preview/i.test(each))) return false;
  const destination = request.headers.get('Sec-Fetch-Dest');
  return destination === null || destination === 'document';
};
