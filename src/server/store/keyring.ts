import { createCipheriv, createDecipheriv } from 'node:crypto';
import { fail, succeed, type Outcome } from '../../contract/index.ts';
import type { Random } from '../ports.ts';

/**
 * Sealed values look like `v1.<key id>.<iv>.<ciphertext and tag>`, the last two in base64url. AES-256-GCM with a
 * random 96-bit IV; the associated data binds a value to its place, so that a ciphertext moved to another row or
 * column does not open there.
 */
export interface Keyring {
  /** Encrypts with the first key. */
  seal(plain: string, place: SealedPlace): string;
  /** Decrypts with the key that the value names. What does not decrypt is a failure, never passed through as text. */
  open(sealed: string, place: SealedPlace): Outcome<string, StoredDataUnreadable>;
  /** The same for bytes. They begin as a sealed text does, with the version and the key's id; the rest follows as it is. */
  sealBytes(plain: Uint8Array, place: SealedPlace): Uint8Array;
  openBytes(sealed: Uint8Array, place: SealedPlace): Outcome<Uint8Array, StoredDataUnreadable>;
  /** Whether a value was sealed with the first key; others are sealed anew when they are next written. */
  current(sealed: string): boolean;
  readonly firstKeyId: string;
  has(keyId: string): boolean;
}

export interface SealedPlace {
  readonly tenant: string;
  readonly org: string;
  /** The id of what the value belongs to: a connection, or a flow. */
  readonly owner: string;
  /** The name of the field, for example `refresh_token`. */
  readonly field: string;
}

export interface StoredDataUnreadable {
  readonly code: 'stored-data-unreadable';
}

export interface EncryptionKey {
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Uint8Array;
}

const version = 'v1';
const ivLength = 12;
const tagLength = 16;
const dot = 46;

export const createKeyring = (keys: readonly EncryptionKey[], random: Random): Keyring => {
  const [first] = keys;
  if (first === undefined) throw new TypeError('Failed to create a keyring: no key');
  const byId = new Map(keys.map((key) => [key.id, key]));
  const unreadable = fail<StoredDataUnreadable>({ code: 'stored-data-unreadable' });

  const encrypt = (plain: Uint8Array, place: SealedPlace): { readonly iv: Uint8Array; readonly body: Buffer } => {
    const iv = random.bytes(ivLength);
    const cipher = createCipheriv('aes-256-gcm', first.bytes, iv, { authTagLength: tagLength });
    cipher.setAAD(associatedData(first.id, place));
    return { iv, body: Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]) };
  };

  const decrypt = (keyId: string, iv: Uint8Array, body: Uint8Array, place: SealedPlace): Outcome<Buffer, StoredDataUnreadable> => {
    const key = byId.get(keyId);
    if (key === undefined || iv.length !== ivLength || body.length < tagLength) return unreadable;
    try {
      const decipher = createDecipheriv('aes-256-gcm', key.bytes, iv, { authTagLength: tagLength });
      decipher.setAAD(associatedData(key.id, place));
      decipher.setAuthTag(body.subarray(-tagLength));
      return succeed(Buffer.concat([decipher.update(body.subarray(0, -tagLength)), decipher.final()]));
    } catch {
      // OpenSSL says only that the tag does not fit: another key, another place, or a changed byte.
      return unreadable;
    }
  };

  return {
    seal(plain, place) {
      const { iv, body } = encrypt(Buffer.from(plain, 'utf8'), place);
      return [version, first.id, Buffer.from(iv).toString('base64url'), body.toString('base64url')].join('.');
    },
    open(sealed, place) {
      const [prefix, keyId, ivText, bodyText, ...rest] = sealed.split('.');
      if (prefix !== version || keyId === undefined || ivText === undefined || bodyText === undefined || rest.length > 0) {
        return unreadable;
      }
      const plain = decrypt(keyId, Buffer.from(ivText, 'base64url'), Buffer.from(bodyText, 'base64url'), place);
      return plain.ok ? succeed(plain.value.toString('utf8')) : plain;
    },
    sealBytes(plain, place) {
      const { iv, body } = encrypt(plain, place);
      return Buffer.concat([Buffer.from(`${version}.${first.id}.`), iv, body]);
    },
    openBytes(sealed, place) {
      const keyAt = version.length + 1;
      const keyEnd = sealed.indexOf(dot, keyAt);
      const text = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      if (keyEnd < 0 || text.toString('latin1', 0, keyAt) !== `${version}.`) return unreadable;
      const iv = sealed.subarray(keyEnd + 1, keyEnd + 1 + ivLength);
      return decrypt(text.toString('utf8', keyAt, keyEnd), iv, sealed.subarray(keyEnd + 1 + ivLength), place);
    },
    current: (sealed) => sealed.startsWith(`${version}.${first.id}.`),
    firstKeyId: first.id,
    has: (keyId) => byId.has(keyId),
  };
};

/** JSON keeps the parts apart, whatever characters they contain. */
const associatedData = (keyId: string, place: SealedPlace): Buffer =>
  Buffer.from(JSON.stringify([version, keyId, place.tenant, place.org, place.owner, place.field]), 'utf8');
