/**
 * Whether a person's browser really goes there. HEAD, prefetching and prerendering look without going; a frame, an
 * image or a script is no window of its own. Older browsers send none of these headers and are believed.
 */
export const isRealVisit = (request: Request): boolean => {
  if (request.method !== 'GET') return false;
  const announced = [request.headers.get('Sec-Purpose'), request.headers.get('Purpose'), request.headers.get('X-Moz')];
  if (announced.some((each) => each !== null && /prefetch|prerender|preview/i.test(each))) return false;
  const destination = request.headers.get('Sec-Fetch-Dest');
  return destination === null || destination === 'document';
};
