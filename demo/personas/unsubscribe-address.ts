import { headersOf, valueOf } from '../google/gmail/mail-head.ts';

/** Where a mail program unsubscribes without asking its person anything (RFC 8058); undefined where a mail offers no such place. */
export const unsubscribeAddress = (raw: Uint8Array): string | undefined => {
  const headers = headersOf(raw);
  if (valueOf(headers, 'List-Unsubscribe-Post') !== 'List-Unsubscribe=One-Click') return undefined;
  return /<(https?:[^>]+)>/.exec(valueOf(headers, 'List-Unsubscribe') ?? '')?.[1];
};

/** The demo's service has a name that only browsers find. */
export const unsubscribeByLoopback = async (address: string): Promise<void> => {
  const { hostname, port, pathname } = new URL(address);
  // Nobody outside of this machine is written to.
  if (!hostname.endsWith('.localhost')) return;
  await fetch(`http://127.0.0.1:${port}${pathname}`, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
};
