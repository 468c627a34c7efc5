import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose, type Findings } from '../../../src/server/operations/doctor.ts';
import { acme, serviceOrigin, settingsWith } from '../given-ports.ts';

const healthy: Findings = {
  serviceOrigin,
  problems: [],
  deployment: { settings: settingsWith(), store: { kind: 'memory' }, encryptionKeys: [] },
  store: { kind: 'present', pendingMigrations: [], unknownMigrations: [], keys: [{ keyId: 'k1', state: 'ready' }], sending: { waiting: 0, overdue: 0, held: 0, unclear: 0, parked: 0, presumed: 0 } },
  googleAnswers: true,
  pagesBuilt: true,
  kitBuilt: true,
};

const findingsOf = (change: Partial<Findings>) => {
  const { lines, healthy: well } = diagnose({ ...healthy, ...change });
  return { well, lines: lines.slice(lines.indexOf('') + 1) };
};

test('a sound service is told what to register, and that all is well', () => {
  assert.deepEqual(diagnose(healthy), {
    lines: [
      'To register in the Google Cloud console, for the OAuth client of type “Web application”:',
      '  Authorized redirect URI:       https://connect.example.com/connect/callback',
      '  Authorized JavaScript origins: none; no page speaks to Google by script',
      '  Scopes: openid, email, https://www.googleapis.com/auth/gmail.send, https://www.googleapis.com/auth/gmail.readonly',
      '  Publishing status: In production. While it is Testing, Google ends every connection after 7 days and does not say why',
      '',
      '[ ok ] tenant acme: pages at https://crm.acme.example',
      '[ ok ] database: answers',
      '[ ok ] encryption key k1: reads what is stored',
      '[ ok ] Google: answers',
      '[ ok ] replies: found within 60 s where mail was sent within a day, else within 300 s; Gmail’s push is not set up',
      '[ ok ] sending: mail can be taken back for 10 s, and asks instead of leaving more than 900 s late',
      '[ ok ] sending: nothing waits',
      '[ ok ] pages of the connect flow: built',
      '[ ok ] script-tag bundle: served at /kit/gmail-connect-kit.js',
    ],
    healthy: true,
  });
});

test('an operator learns where push has to be delivered, and which webhooks are told', () => {
  const webhook = { id: 'crm', url: 'https://hooks.acme.example/gmail?key=CANARY', secrets: ['whsec_CANARY'], events: [] };
  const settings = settingsWith({
    tenants: new Map([['acme', { ...acme, webhooks: [webhook] }]]),
    replies: { ...settingsWith().replies, pushTopic: 'projects/acme/topics/gmail' },
  });
  const { lines } = findingsOf({ deployment: { settings, store: { kind: 'memory' }, encryptionKeys: [] } });
  assert.ok(lines.includes('[ ok ] tenant acme: webhook crm at https://hooks.acme.example; its log is at /v1/backend/deliveries'));
  assert.ok(lines.some((line) => line.endsWith('push by projects/acme/topics/gmail, delivered to https://connect.example.com/google/push')));
  assert.doesNotMatch(lines.join(), /CANARY/);
});

test('each thing to put right is named, and makes the doctor fail', () => {
  const wrong: readonly (readonly [Partial<Findings>, string])[] = [
    [{ problems: [{ where: 'PORT', sentence: 'A whole number from 0 to 65535.' }] }, '[FIX ] PORT: A whole number from 0 to 65535.'],
    [{ store: { kind: 'unreachable' } }, '[FIX ] database: does not answer; check DATABASE_URL and whether PostgreSQL runs'],
    [{ store: { kind: 'unusable' } }, '[FIX ] database: the data directory cannot be used; check GCK_DATA_DIR, the rights on it and the room on its disk'],
    [
      { store: { kind: 'present', pendingMigrations: [], unknownMigrations: ['9999-x'], keys: [], sending: undefined } },
      '[FIX ] database: was set up by a newer version (9999-x); start that one',
    ],
    [
      { store: { kind: 'present', pendingMigrations: [], unknownMigrations: [], keys: [{ keyId: 'k1', state: 'unreadable' }], sending: undefined } },
      '[FIX ] encryption key k1: has other bytes than stored values were sealed with; put the old ones back',
    ],
    [{ googleAnswers: false }, '[FIX ] Google: gives no certificates at GOOGLE_CERTIFICATES_URL; check the network and the GOOGLE_… addresses'],
    [{ pagesBuilt: false }, '[FIX ] pages of the connect flow: not built; run `npm run build`'],
  ];
  for (const [change, line] of wrong) {
    const { well, lines } = findingsOf(change);
    assert.deepEqual([well, lines.includes(line)], [false, true], line);
  }
});

test('what is only worth knowing does not make the doctor fail', () => {
  const tenants = new Map([[acme.id, { ...acme, origins: [{ origin: 'https://crm.acme.example', returnPath: undefined }] }]]);
  const { well, lines } = findingsOf({
    deployment: { settings: settingsWith({ tenants }), store: { kind: 'memory' }, encryptionKeys: [] },
    store: { kind: 'present', pendingMigrations: ['0003-x'], unknownMigrations: [], keys: [{ keyId: 'k0', state: 'missing' }], sending: undefined },
    kitBuilt: false,
  });
  assert.equal(well, true);
  assert.deepEqual(lines.filter((line) => line.startsWith('[note]')).map((line) => line.split(':')[0]), [
    '[note] tenant acme',
    '[note] encryption key k0',
    '[note] script-tag bundle',
  ]);
  assert.ok(lines.includes('[ ok ] database: answers; the next start brings 0003-x'));
});

test('what stands still of the mail that leaves is counted, with what to do about it, and is nobody’s mistake', () => {
  const sending = { waiting: 40, overdue: 3, held: 2, unclear: 1, parked: 4, presumed: 5 };
  const { well, lines } = findingsOf({ store: { kind: 'present', pendingMigrations: [], unknownMigrations: [], keys: [], sending } });
  assert.deepEqual([well, lines.filter((line) => line.includes('] sending:')).slice(1)], [
    true,
    [
      '[ ok ] sending: mails that wait: 40',
      '[note] sending: mails that have waited for more than a day past their time: 3; a limit holds them, or their mailbox cannot send',
      '[note] sending: mails that ask a person whether they are still to leave: 2',
      '[note] sending: mails of which Gmail has not said whether it took them: 1; they are looked for by themselves',
      '[note] sending: mailboxes from which nothing leaves: 4; their lists say why, most often that Gmail has to be reconnected',
      '[note] sending: mailboxes whose plan nobody has told: 5; they keep to Google’s lowest limits that may be theirs (PUT /v1/backend/sending/…/limits)',
    ],
  ]);
});

test('without an origin the doctor says what it needs first', () => {
  const { lines } = diagnose({ ...healthy, serviceOrigin: undefined, deployment: undefined, store: undefined, googleAnswers: undefined });
  assert.equal(lines[0], 'Set GCK_SERVICE_ORIGIN to learn what to register with Google.');
});
