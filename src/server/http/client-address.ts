import { isIPv6 } from 'node:net';

/**
 * The address a request is counted under. Each proxy appends the address it was called from to `X-Forwarded-For`, so
 * the entry as many places from the right as there are trusted proxies is the first that no client can invent.
 */
export const clientAddress = (
  remoteAddress: string | undefined,
  forwardedFor: string | null,
  trustedProxies: number,
): string => {
  const forwarded = (forwardedFor ?? '').split(',').map((entry) => entry.trim());
  const believed = trustedProxies > 0 ? (forwarded.at(-trustedProxies) ?? forwarded[0]) : undefined;
  return toNetwork(believed === undefined || believed === '' ? (remoteAddress ?? 'unknown') : believed);
};

/** One customer of a provider has a whole IPv6 /64; counting single addresses would count nothing. */
const toNetwork = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/^\[(.*)\](:\d+)?$/, '$1');
  if (!isIPv6(plain)) return plain.slice(0, 64);
  const [head = '', tail = ''] = plain.toLowerCase().split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const rest = tail.split(':').filter((group) => group !== '');
  const filled = [...groups, ...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest];
  return `${filled.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
};
