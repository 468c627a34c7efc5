import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlPage, redirectPage } from '../../../src/server/pages/html-page.ts';
import { serviceOrigin } from '../given-ports.ts';

test('a page may load its own script and style, talk to the service alone, and never stand in a frame', () => {
  const page = htmlPage(
    { html: '', scripts: ['/connect/finish.js'], styles: ['/connect/finish.css'], fetchesOwnOrigin: true },
    serviceOrigin,
  );
  assert.deepEqual(Object.fromEntries(page.headers), {
    'cache-control': 'no-store',
    'content-security-policy': [
      "default-src 'none'",
      `script-src ${serviceOrigin}/connect/finish.js`,
      `style-src ${serviceOrigin}/connect/finish.css`,
      `connect-src ${serviceOrigin}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ].join('; '),
    'content-type': 'text/html; charset=utf-8',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
});

test('a page without parts may load nothing at all', () => {
  const policy = htmlPage({ html: '' }, serviceOrigin).headers.get('content-security-policy') ?? '';
  assert.match(policy, /script-src 'none'; style-src 'none'; connect-src 'none'/);
});

test('a redirect carries the headers of a page', () => {
  const redirect = redirectPage('https://accounts.example/auth', { 'Set-Cookie': 'a=b' });
  assert.equal(redirect.status, 303);
  assert.deepEqual(Object.fromEntries(redirect.headers), {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    location: 'https://accounts.example/auth',
    'referrer-policy': 'no-referrer',
    'set-cookie': 'a=b',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
});
