import { domainToASCII } from 'node:url';

/**
 * The one spelling of an address that is written into a header: a domain of other letters as its ASCII form, unless the part
 * before the @ has such letters too and the mail needs a server that knows both anyway. Undefined for what no mail can be
 * addressed to: whatever would let a header name more recipients than are counted is among it.
 */
export const sendableAddress = (address: string): string | undefined => {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = domainOf(address.slice(at + 1));
  if (at < 1 || domain === undefined || Buffer.byteLength(local) > longestLocal) return undefined;
  return dotAtom.test(local) || quoted.test(local) ? `${local}@${domain}` : undefined;
};

/** By which two spellings are the same recipient. No server in use tells capitals apart. */
export const recipientKey = (sendable: string): string => sendable.toLowerCase();

/** The same for an address as it was written somewhere: in a list, by whoever answered, in a bounce. */
export const writtenKey = (address: string): string => recipientKey(sendableAddress(address) ?? address);

/** A domain alone, as it stands in the address of whom a mail is sent to; undefined for what is none. */
export const sendableDomain = (domain: string): string | undefined => domainOf(domain);

// RFC 5321, 4.5.3.1: in octets.
const longestLocal = 64;
const longestDomain = 253;

/** RFC 5322, 3.2.3, with the letters of RFC 6531: no marks without a width, no separators. */
const atom = String.raw`[\w!#$%&'*+\-/=?^{|}~\x60\p{L}\p{M}\p{N}]+`;
const dotAtom = new RegExp(`^${atom}(?:\\.${atom})*$`, 'u');
/** Some addresses are only valid in quotation marks; no angle bracket in it, since programs look for those first. */
const quoted = /^"(?:[\x21\x23-\x3b\x3d\x3f-\x5b\x5d-\x7e ]|\\[\x21-\x3b\x3d\x3f-\x7e])+"$/;
const label = /^[a-z0-9](?:[\w-]{0,61}[a-z0-9])?$/;

const domainOf = (text: string): string | undefined => {
  const ascii = domainToASCII(text);
  const labels = ascii.split('.');
  // The parser of the web takes numbers for addresses of machines.
  const isName = labels.length > 1 && labels.every((each) => label.test(each)) && !/^\d+$/.test(labels.at(-1) ?? '');
  return isName && ascii.length <= longestDomain ? ascii : undefined;
};
