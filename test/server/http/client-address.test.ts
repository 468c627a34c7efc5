import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientAddress } from '../../../src/server/http/client-address.ts';

test('without trusted proxies the socket’s address counts, whatever the request says', () => {
  assert.equal(clientAddress('203.0.113.9', '1.2.3.4', 0), '203.0.113.9');
});

test('each trusted proxy is believed about whoever called it, and the client about nothing', () => {
  const forwarded = '6.6.6.6, 198.51.100.1, 10.0.0.2';
  assert.equal(clientAddress('10.0.0.1', forwarded, 1), '10.0.0.2');
  assert.equal(clientAddress('10.0.0.1', forwarded, 2), '198.51.100.1');
  assert.equal(clientAddress('10.0.0.1', '198.51.100.1', 2), '198.51.100.1');
});

test('a proxy that forwards nothing is counted itself', () => {
  assert.equal(clientAddress('10.0.0.1', null, 1), '10.0.0.1');
  assert.equal(clientAddress('10.0.0.1', ' ', 2), '10.0.0.1');
  assert.equal(clientAddress(undefined, null, 0), 'unknown');
});

test('all addresses of one IPv6 network count as one', () => {
  for (const address of ['2001:db8:1:2::1', '2001:0DB8:0001:0002:ffff:ffff:ffff:ffff', '[2001:db8:1:2::5]:443']) {
    assert.equal(clientAddress(undefined, address, 1), '2001:db8:1:2::/64');
  }
  assert.equal(clientAddress('::1', null, 0), '0:0:0:0::/64');
  assert.equal(clientAddress('::ffff:203.0.113.9', null, 0), '203.0.113.9');
});

test('an entry that is no address is bounded', () => {
  assert.equal(clientAddress(undefined, 'x'.repeat(10_000), 1).length, 64);
});
