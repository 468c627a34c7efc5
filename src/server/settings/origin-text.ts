/** Browsers treat these names as this machine itself, so that plain http is as private there as https elsewhere. */
const isLocalName = (hostname: string): boolean => hostname === 'localhost' || hostname.endsWith('.localhost');

/** Names and addresses alone: what else URL lets through (quotes, for one) has no place in a policy or an attribute. */
const isPlainHost = (hostname: string): boolean => /^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(hostname);

const loopbackAddresses = ['127.0.0.1', '[::1]'];

/**
 * Exactly an origin, as a browser writes it: https, or http on a localhost name. No path, no user info, no default port,
 * no `*`, no `null`, no capitals: it is compared with what browsers send, letter by letter.
 */
export const isExactOrigin = (text: string): boolean => {
  const url = URL.parse(text);
  if (url === null || url.origin !== text || !isPlainHost(url.hostname)) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocalName(url.hostname));
};

/** An address that may be called with secrets: https, or http to this machine. */
export const isSafeAddress = (text: string): boolean => {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return false;
  const local = isLocalName(url.hostname) || loopbackAddresses.includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && local);
};

/** A path on its own origin: one slash first, so that no browser reads `//host` or `/\host` as another host. */
export const isOwnPath = (text: string): boolean => {
  if (!/^\/(?![/\\])[^\s\\]*$/.test(text)) return false;
  const base = 'https://own.invalid';
  const url = URL.parse(text, base);
  return url !== null && url.origin === base && url.hash === '' && url.search === '';
};
