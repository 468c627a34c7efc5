import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** The key that signs ID tokens, with the certificate that Google publishes for it. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly certificate: string;
  readonly jwk: Readonly<Record<string, unknown>>;
}

let ofThisProcess: SigningKey | undefined;

/** Making a key takes a good part of a second, so a process makes one. Nothing is kept that it would have to outlive. */
export const signingKey = (): SigningKey => (ofThisProcess ??= createSigningKey());

const createSigningKey = (): SigningKey => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicKey = createPublicKey(privateKey);
  const certificate = selfSigned(privateKey, publicKey);
  const jwk = publicKey.export({ format: 'jwk' });
  const kid = String(jwk.n).slice(0, 16);
  return { kid, privateKey, certificate, jwk: { ...jwk, kid, alg: 'RS256', use: 'sig' } };
};

/**
 * Google's `oauth2/v1/certs` answers X.509 certificates, not bare keys, and a client may read more than the key from
 * them. Node can read certificates but not write them; the few lines of DER below are all that a self-signed one needs
 * (RFC 5280, section 4.1).
 */
const selfSigned = (privateKey: KeyObject, publicKey: KeyObject): string => {
  const name = sequence(set(sequence(der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('emulated-google')))));
  const validity = sequence(utcTime('200101000000Z'), utcTime('491231235959Z'));
  const sha256WithRsa = sequence(der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05, Buffer.alloc(0)));
  const version = der(0xa0, der(0x02, Buffer.from([2])));
  const serial = der(0x02, Buffer.from([1]));
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const body = sequence(version, serial, sha256WithRsa, name, validity, name, spki);
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]));
  const base64 = sequence(body, sha256WithRsa, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${(base64.match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
};

const der = (tag: number, content: Buffer): Buffer => Buffer.concat([Buffer.from([tag]), lengthOf(content), content]);

const lengthOf = ({ length }: Buffer): Buffer => {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
};

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, Buffer.concat(parts));
const set = (...parts: readonly Buffer[]): Buffer => der(0x31, Buffer.concat(parts));
const utcTime = (text: string): Buffer => der(0x17, Buffer.from(text));
