import { allCapabilities, replyEndpoints, sendingEndpoints } from '../../contract/index.ts';
import { scopesFor } from '../google/scopes.ts';
import { redirectUri, type Deployment, type Problem } from '../settings/settings.ts';
import type { Inspection } from '../store/inspect.ts';

/** What was found when everything was asked once; `undefined` for what could not be asked without settings. */
export interface Findings {
  readonly serviceOrigin: string | undefined;
  readonly problems: readonly Problem[];
  readonly deployment: Deployment | undefined;
  readonly store: Inspection | undefined;
  readonly googleAnswers: boolean | undefined;
  readonly pagesBuilt: boolean;
  readonly kitBuilt: boolean;
}

export interface Diagnosis {
  readonly lines: readonly string[];
  readonly healthy: boolean;
}

type Mark = 'ok' | 'note' | 'bad';

interface Finding {
  readonly mark: Mark;
  readonly about: string;
  readonly sentence: string;
}

/** What an operator has to register, and what is missing. */
export const diagnose = (findings: Findings): Diagnosis => {
  const all = [
    ...findings.problems.map(({ where, sentence }): Finding => ({ mark: 'bad', about: where, sentence })),
    ...ofTenants(findings.deployment),
    ...ofStore(findings.store),
    ...ofGoogle(findings.googleAnswers),
    ...ofReplies(findings.deployment),
    ...ofSending(findings.deployment, findings.store),
    ...ofBuild(findings),
  ];
  return {
    lines: [...toRegister(findings.serviceOrigin), '', ...all.map(({ mark, about, sentence }) => `${labels[mark]} ${about}: ${sentence}`)],
    healthy: all.every(({ mark }) => mark !== 'bad'),
  };
};

const labels: Readonly<Record<Mark, string>> = { ok: '[ ok ]', note: '[note]', bad: '[FIX ]' };

const toRegister = (serviceOrigin: string | undefined): readonly string[] =>
  serviceOrigin === undefined
    ? ['Set GCK_SERVICE_ORIGIN to learn what to register with Google.']
    : [
        'To register in the Google Cloud console, for the OAuth client of type “Web application”:',
        `  Authorized redirect URI:       ${redirectUri({ serviceOrigin })}`,
        '  Authorized JavaScript origins: none; no page speaks to Google by script',
        `  Scopes: ${scopesFor(allCapabilities).join(', ')}`,
        '  Publishing status: In production. While it is Testing, Google ends every connection after 7 days and does not say why',
      ];

const ofTenants = (deployment: Deployment | undefined): readonly Finding[] =>
  [...(deployment?.settings.tenants.values() ?? [])].flatMap((tenant): readonly Finding[] => [
    { mark: 'ok', about: `tenant ${tenant.id}`, sentence: `pages at ${tenant.origins.map(({ origin }) => origin).join(', ')}` },
    ...tenant.origins
      .filter(({ returnPath }) => returnPath === undefined)
      .map(({ origin }): Finding => ({
        mark: 'note',
        about: `tenant ${tenant.id}`,
        sentence: `${origin} has no return page: where a browser cuts windows apart people type a code, and the trip in one tab is not offered`,
      })),
    ...tenant.webhooks.map(({ id, url }): Finding => ({ mark: 'ok', about: `tenant ${tenant.id}`, sentence: `webhook ${id} at ${new URL(url).origin}; its log is at ${replyEndpoints.backendDeliveries}` })),
  ]);

const ofStore = (store: Inspection | undefined): readonly Finding[] => {
  const about = 'database';
  switch (store?.kind) {
    case undefined:
      return [];
    case 'absent':
      return [{ mark: 'ok', about, sentence: 'not made yet; the first start makes it' }];
    case 'in-use':
      return [{ mark: 'ok', about, sentence: 'in use by the running service, which alone may look into it; ask its /readyz' }];
    case 'unusable':
      return [{ mark: 'bad', about, sentence: 'the data directory cannot be used; check GCK_DATA_DIR, the rights on it and the room on its disk' }];
    case 'unreachable':
      return [{ mark: 'bad', about, sentence: 'does not answer; check DATABASE_URL and whether PostgreSQL runs' }];
    case 'present':
      return [...ofSchema(store), ...ofKeys(store)];
  }
};

const ofSchema = (store: Extract<Inspection, { kind: 'present' }>): readonly Finding[] => {
  const about = 'database';
  if (store.unknownMigrations.length > 0) {
    return [{ mark: 'bad', about, sentence: `was set up by a newer version (${store.unknownMigrations.join(', ')}); start that one` }];
  }
  const pending = store.pendingMigrations;
  return [{ mark: 'ok', about, sentence: pending.length === 0 ? 'answers' : `answers; the next start brings ${pending.join(', ')}` }];
};

const ofKeys = (store: Extract<Inspection, { kind: 'present' }>): readonly Finding[] =>
  store.keys.map(({ keyId, state }): Finding => {
    const about = `encryption key ${keyId}`;
    switch (state) {
      case 'ready':
        return { mark: 'ok', about, sentence: 'reads what is stored' };
      case 'missing':
        return { mark: 'note', about, sentence: 'was used once and is no longer in GCK_ENCRYPTION_KEYS; what it sealed cannot be read' };
      case 'unreadable':
        return { mark: 'bad', about, sentence: 'has other bytes than stored values were sealed with; put the old ones back' };
    }
  });

const ofGoogle = (answers: boolean | undefined): readonly Finding[] => {
  if (answers === undefined) return [];
  return answers
    ? [{ mark: 'ok', about: 'Google', sentence: 'answers' }]
    : [{ mark: 'bad', about: 'Google', sentence: 'gives no certificates at GOOGLE_CERTIFICATES_URL; check the network and the GOOGLE_… addresses' }];
};

/** Push makes replies come sooner; without it they are found all the same, within the bounds that are said here. */
const ofReplies = (deployment: Deployment | undefined): readonly Finding[] => {
  if (deployment === undefined) return [];
  const { serviceOrigin, replies } = deployment.settings;
  const { activeSeconds, idleSeconds } = replies.poll;
  const found = `found within ${activeSeconds} s where mail was sent within a day, else within ${idleSeconds} s`;
  const push = replies.pushTopic === undefined ? 'Gmail’s push is not set up' : `push by ${replies.pushTopic}, delivered to ${serviceOrigin}${replyEndpoints.googlePush}`;
  return [{ mark: 'ok', about: 'replies', sentence: `${found}; ${push}` }];
};

/** Nothing of this has to be put right by the operator; a mailbox from which nothing leaves is its user's to reconnect. */
const ofSending = (deployment: Deployment | undefined, store: Inspection | undefined): readonly Finding[] => {
  const about = 'sending';
  const rules = deployment?.settings.sending;
  const late = rules === undefined ? [] : [{ mark: 'ok' as const, about, sentence: `mail can be taken back for ${rules.undoSeconds} s, and asks instead of leaving more than ${rules.lateToleranceSeconds} s late` }];
  const counted = store?.kind === 'present' ? store.sending : undefined;
  if (counted === undefined) return late;
  const { waiting, overdue, held, unclear, parked, presumed } = counted;
  const note = (count: number, sentence: string): readonly Finding[] => (count === 0 ? [] : [{ mark: 'note', about, sentence }]);
  return [
    ...late,
    { mark: 'ok', about, sentence: waiting === 0 ? 'nothing waits' : `mails that wait: ${waiting}` },
    ...note(overdue, `mails that have waited for more than a day past their time: ${overdue}; a limit holds them, or their mailbox cannot send`),
    ...note(held, `mails that ask a person whether they are still to leave: ${held}`),
    ...note(unclear, `mails of which Gmail has not said whether it took them: ${unclear}; they are looked for by themselves`),
    ...note(parked, `mailboxes from which nothing leaves: ${parked}; their lists say why, most often that Gmail has to be reconnected`),
    ...note(presumed, `mailboxes whose plan nobody has told: ${presumed}; they keep to Google’s lowest limits that may be theirs (PUT ${sendingEndpoints.backendLimits('…')})`),
  ];
};

const ofBuild = ({ pagesBuilt, kitBuilt }: Findings): readonly Finding[] => [
  pagesBuilt
    ? { mark: 'ok', about: 'pages of the connect flow', sentence: 'built' }
    : { mark: 'bad', about: 'pages of the connect flow', sentence: 'not built; run `npm run build`' },
  kitBuilt
    ? { mark: 'ok', about: 'script-tag bundle', sentence: 'served at /kit/gmail-connect-kit.js' }
    : { mark: 'note', about: 'script-tag bundle', sentence: 'not built, so /kit/ is empty; run `npm run build`' },
];
