import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createKeyring, type SealedPlace } from '../../../src/server/store/keyring.ts';
import { countedRandom } from '../given-ports.ts';

const key = (id: string, fill = id.charCodeAt(0)) => ({ id, bytes: new Uint8Array(32).fill(fill) });
const place: SealedPlace = { tenant: 'acme', org: 'org-1', owner: 'connection-1', field: 'refresh_token' };
const unreadable = { ok: false, failure: { code: 'stored-data-unreadable' } };

test('a sealed value opens in its own place and shows nothing of itself', () => {
  const keyring = createKeyring([key('a')], countedRandom());
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (plain) => {
      const sealed = keyring.seal(plain, place);
      assert.match(sealed, /^v1\.a\.[\w-]{16}\.[\w-]+$/);
      assert.deepEqual(keyring.open(sealed, place), { ok: true, value: plain });
    }),
  );
});

test('the same value is sealed differently each time', () => {
  const keyring = createKeyring([key('a')], countedRandom());
  assert.notEqual(keyring.seal('1//token', place), keyring.seal('1//token', place));
});

test('a sealed value moved to another tenant, organisation, connection or field does not open there', () => {
  const keyring = createKeyring([key('a')], countedRandom());
  const sealed = keyring.seal('1//token', place);
  const elsewhere: readonly Partial<SealedPlace>[] = [
    { tenant: 'globex' },
    { org: 'org-2' },
    { owner: 'connection-2' },
    { field: 'access_token' },
    { tenant: 'acme","org-1', org: '' },
  ];
  for (const change of elsewhere) assert.deepEqual(keyring.open(sealed, { ...place, ...change }), unreadable);
});

test('a sealed value with any one bit turned over does not open', () => {
  const keyring = createKeyring([key('a')], countedRandom());
  const [version, id, iv = '', body = ''] = keyring.seal('1//token', place).split('.');
  const turned = (text: string, bit: number): string => {
    const bytes = Buffer.from(text, 'base64url');
    bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    return bytes.toString('base64url');
  };
  for (let bit = 0; bit < 96; bit += 1) assert.deepEqual(keyring.open([version, id, turned(iv, bit), body].join('.'), place), unreadable);
  for (let bit = 0; bit < Buffer.from(body, 'base64url').length * 8; bit += 1) {
    assert.deepEqual(keyring.open([version, id, iv, turned(body, bit)].join('.'), place), unreadable);
  }
});

test('what was never sealed is a failure and never passed through as text', () => {
  const keyring = createKeyring([key('a')], countedRandom());
  const sealed = keyring.seal('1//token', place);
  for (const text of ['', '1//token', 'v1', 'v1.a', 'v1.a..', 'v1.a.AAAA.AAAA', `v2${sealed.slice(2)}`, `${sealed}.x`, sealed.slice(0, -8), sealed.replace('.a.', '.b.')]) {
    assert.deepEqual(keyring.open(text, place), unreadable, text);
  }
});

test('keys rotate: old values open with the key they name, new ones are sealed with the first', () => {
  const random = countedRandom();
  const before = createKeyring([key('a')], random);
  const during = createKeyring([key('b'), key('a')], random);
  const after = createKeyring([key('b')], random);
  const old = before.seal('1//old', place);
  assert.deepEqual(during.open(old, place), { ok: true, value: '1//old' });
  assert.equal(during.current(old), false);
  const renewed = during.seal('1//old', place);
  assert.equal(during.current(renewed), true);
  assert.deepEqual(after.open(renewed, place), { ok: true, value: '1//old' });
  assert.deepEqual(after.open(old, place), unreadable);
});

test('a process that knows the new key already reads what one with the old key writes, and the other way round', () => {
  const random = countedRandom();
  const first = createKeyring([key('a'), key('b')], random);
  const second = createKeyring([key('b'), key('a')], random);
  assert.deepEqual(second.open(first.seal('1//token', place), place), { ok: true, value: '1//token' });
  assert.deepEqual(first.open(second.seal('1//token', place), place), { ok: true, value: '1//token' });
});

test('other bytes under the same id do not open, and do not pass', () => {
  const random = countedRandom();
  const sealed = createKeyring([key('a')], random).seal('1//token', place);
  assert.deepEqual(createKeyring([key('a', 9)], random).open(sealed, place), unreadable);
});

test('a value that names an id like a property of every object is a failure', () => {
  const keyring = createKeyring([key('a')], countedRandom());
  assert.deepEqual(keyring.open(keyring.seal('x', place).replace('.a.', '.__proto__.'), place), unreadable);
});

test('sealed bytes open in their own place alone, whatever they are, and begin with the key’s id', () => {
  const keyring = createKeyring([key('a')], countedRandom());
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (plain) => {
      const sealed = keyring.sealBytes(plain, place);
      assert.equal(Buffer.from(sealed).toString('latin1', 0, 5), 'v1.a.');
      const opened = keyring.openBytes(sealed, place);
      assert.ok(opened.ok);
      assert.deepEqual(new Uint8Array(opened.value), plain);
      assert.deepEqual(keyring.openBytes(sealed, { ...place, owner: 'connection-2' }), unreadable);
    }),
  );
});

test('sealed bytes that were changed, cut or sealed with another key do not open', () => {
  const keyring = createKeyring([key('a')], countedRandom());
  const sealed = keyring.sealBytes(Buffer.from('offer'), place);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
    assert.deepEqual(keyring.openBytes(changed, place), unreadable);
    assert.deepEqual(keyring.openBytes(sealed.subarray(0, at), place), unreadable);
  }
  assert.deepEqual(createKeyring([key('b')], countedRandom()).openBytes(sealed, place), unreadable);
});
