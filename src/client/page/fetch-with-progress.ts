/**
 * `fetch` as far as an upload needs it, which tells how much of the body has left: the browser's own `fetch` tells nobody.
 * It goes when streams as bodies tell it in every browser. https://developer.mozilla.org/docs/Web/API/XMLHttpRequestUpload
 */
export const fetchWithProgress =
  (onSent: (share: number) => void): typeof globalThis.fetch =>
  (input, init = {}) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const url = input instanceof Request ? input.url : input.toString();
      const end = new AbortController();
      const failed = (): void => reject(new TypeError('Failed to upload: there is no answer'));
      const listening = { signal: end.signal };
      request.open(init.method ?? 'POST', url);
      new Headers(init.headers).forEach((value, name) => request.setRequestHeader(name, value));
      request.upload.addEventListener('progress', ({ loaded, total }) => onSent(total === 0 ? 0 : loaded / total), listening);
      request.addEventListener('error', failed, listening);
      request.addEventListener('abort', failed, listening);
      request.addEventListener('load', () => {
        // An answer from another address is none that was asked for: the service never leads elsewhere.
        if (request.responseURL === new URL(url).href) resolve(new Response(request.responseText, { status: request.status }));
        else failed();
      }, listening);
      request.addEventListener('loadend', () => end.abort());
      init.signal?.addEventListener('abort', () => request.abort(), listening);
      if (init.signal?.aborted) return failed();
      request.send(typeof init.body === 'string' ? init.body : null);
    });
