import type { GoogleControl } from '../../google/control.ts';
import { readScope } from '../../google/scopes.ts';
import type { Filter } from '../../google/gmail/mailbox-settings.ts';
import { usualSwitches, type Switches } from '../../google/switches.ts';
import type { BroughtAbout } from '../../personas/bring-about.ts';
import { contacts } from '../../personas/contacts.ts';
import type { PersonaName } from '../../personas/personas.ts';
import { usualConditions, type Conditions } from '../conditions.ts';
import type { CrmUser } from '../users.ts';
import { answersBeforehand, atGoogle, downOverDueTime, morningRush, nearLimit, playSending, writeTo, type Played, type SendingReach } from './play-sending.ts';

/** What the panel may turn: the emulated Google, and how this host behaves. */
export interface PanelReach extends SendingReach {
  readonly google: GoogleControl;
  readonly conditions: () => Conditions;
  readonly changeConditions: (change: Partial<Conditions>) => void;
  /** Lets something come back on a mail of this person. */
  readonly bringAbout: (name: PersonaName, user: CrmUser) => Promise<BroughtAbout>;
  /** Lets time pass for the CRM, the service and Google alike. */
  readonly passTime: (milliseconds: number) => void;
  /** Connects the person's mailbox for a colleague, as that colleague would. */
  readonly connectForColleague: (user: CrmUser) => Promise<'connected' | 'refused'>;
  /** Undoes that: kept in a database, it would outlive every other order of the panel. */
  readonly disconnectForColleague: (user: CrmUser) => Promise<void>;
  /** Calls the CRM's webhook with a signature that is not the service's. */
  readonly forgeCall: () => Promise<void>;
}

/** What an action answers: a key of the panel's words. */
export type Notice = 'done' | 'forged' | 'time-passed' | 'colleague-connected' | 'colleague-refused' | BroughtAbout | Played;

/**
 * One failure by name. A *switch* stays until it is turned back; an *action* happens once. Rows of the *page* are
 * carried out by the script in the page and have nothing here.
 */
export type Row =
  | { readonly kind: 'page-switch' }
  | { readonly kind: 'page-action' }
  | {
      readonly kind: 'switch';
      /** The page has to come again to be different. */
      readonly reload?: true;
      readonly isOn: (reach: PanelReach, user: CrmUser) => boolean;
      readonly turn: (reach: PanelReach, on: boolean, user: CrmUser) => void;
    }
  | { readonly kind: 'action'; readonly run: (reach: PanelReach, user: CrmUser) => Promise<Notice> | Notice };

const googleSwitch = <K extends keyof Switches>(name: K, value: Switches[K]): Row => ({
  kind: 'switch',
  isOn: ({ google }) => JSON.stringify(google.switches()[name]) === JSON.stringify(value),
  turn: ({ google }, on) => google.change({ [name]: on ? value : usualSwitches[name] }),
});

const hostSwitch = <K extends keyof Conditions>(name: K, value: Conditions[K]): Row => ({
  kind: 'switch',
  reload: true,
  isOn: ({ conditions }) => conditions()[name] === value,
  turn: ({ changeConditions }, on) => changeConditions({ [name]: on ? value : usualConditions[name] }),
});

const refusalSwitch = (cause: 'session-policy' | 'administrator-policy'): Row => ({
  kind: 'switch',
  isOn: ({ google }, user) => google.refreshRefusal(user.email) === cause,
  turn: ({ google }, on, user) => {
    google.refuseRefresh(user.email, on ? cause : undefined);
    // The service asks Google again only when its access token has ended.
    google.expireAccessTokens();
  },
});

const endsGrant: Row = {
  kind: 'action',
  run: ({ google }, user) => {
    google.revoke(user.email);
    return 'done';
  },
};

const comesBack = (name: PersonaName): Row => ({ kind: 'action', run: ({ bringAbout }, user) => bringAbout(name, user) });

const plays = (play: Parameters<typeof playSending>[2]): Row => ({ kind: 'action', run: (reach, user) => playSending(reach, user, play) });

/** A filter of the person's own mailbox, one that meets every mail unless it says otherwise. */
const filterSwitch = (action: Filter['action'], criteria: Filter['criteria'] = { query: 'in:anywhere' }): Row => {
  const standing = ({ google }: PanelReach, user: CrmUser): Filter | undefined =>
    google.mailbox(user.email).filters.find((filter) => JSON.stringify([filter.action, filter.criteria]) === JSON.stringify([action, criteria]));
  return {
    kind: 'switch',
    isOn: (reach, user) => standing(reach, user) !== undefined,
    turn: (reach, on, user) => {
      const before = standing(reach, user);
      if (on && before === undefined) reach.google.putFilter(user.email, { criteria, action });
      if (!on && before !== undefined) reach.google.removeFilter(user.email, before.id);
    },
  };
};

const otherAddress = 'lea.moreau.home@mail.example';
const assistant = 'assistant@northpeak.example';
const fiveDaysMs = 5 * 24 * 3_600_000;

export const rows = {
  'block-window': { kind: 'page-switch' },
  'close-window': { kind: 'page-action' },
  'cut-opener': hostSwitch('openerPolicy', 'same-origin'),
  'no-return-page': hostSwitch('returnPage', false),
  deny: googleSwitch('consent', 'denied'),
  'withhold-read': googleSwitch('withheldScopes', [readScope]),
  'no-refresh-token': googleSwitch('refreshToken', 'withheld'),
  'expired-attempt': {
    kind: 'action',
    run: ({ passTime }) => {
      // An attempt lives fifteen minutes from its start.
      passTime(16 * 60_000);
      return 'time-passed';
    },
  },
  'stale-attempt': googleSwitch('callbackState', 'stale'),
  'other-account': googleSwitch('chosenAccount', otherAddress),
  colleague: {
    kind: 'action',
    run: async ({ connectForColleague }, user) => ((await connectForColleague(user)) === 'connected' ? 'colleague-connected' : 'colleague-refused'),
  },
  'no-gmail': {
    kind: 'switch',
    isOn: ({ google }, user) => !google.account(user.email).gmail,
    turn: ({ google }, on, user) => google.putAccount({ ...google.account(user.email), gmail: !on }),
  },
  administrator: googleSwitch('blockedBy', 'administrator'),
  'internal-app': googleSwitch('blockedBy', 'internal-app'),
  'redirect-uri-mismatch': googleSwitch('blockedBy', 'redirect-uri-mismatch'),
  'in-app-browser': googleSwitch('blockedBy', 'in-app-browser'),
  'not-verified': googleSwitch('blockedBy', 'not-verified'),
  'test-users-only': googleSwitch('blockedBy', 'test-users-only'),
  revoke: endsGrant,
  // Google tells the end of a test app's week in the same words, so nothing else can happen here either.
  'seven-days': endsGrant,
  'session-policy': refusalSwitch('session-policy'),
  'administrator-withdraws': refusalSwitch('administrator-policy'),
  outage: {
    kind: 'switch',
    isOn: ({ google }) => google.switches().outage,
    turn: ({ google }, on) => {
      google.change({ outage: on });
      google.expireAccessTokens();
    },
  },
  'rate-limited': {
    kind: 'action',
    run: ({ google }) => {
      google.failNext('token', 'rate-limited');
      google.expireAccessTokens();
      return 'done';
    },
  },
  'anna-answers': comesBack('anna-answers'),
  'anna-accepts': comesBack('anna-accepts'),
  'colleague-answers': comesBack('colleague-answers'),
  'anna-writes-anew': comesBack('anna-writes-anew'),
  'tomas-is-away': comesBack('tomas-is-away'),
  'jonas-bounces': comesBack('jonas-bounces'),
  'ines-is-full': comesBack('ines-is-full'),
  'filter-reads': filterSwitch({ removeLabelIds: ['UNREAD'] }),
  'filter-archives': filterSwitch({ removeLabelIds: ['INBOX'] }),
  'filter-deletes': filterSwitch({ addLabelIds: ['TRASH'] }),
  'filter-forwards': filterSwitch({ forward: assistant }),
  'filter-newsletter': filterSwitch({ addLabelIds: ['TRASH'] }, { from: 'news@letters.example' }),
  forwarding: {
    kind: 'switch',
    isOn: ({ google }, user) => google.mailbox(user.email).forwarding.enabled,
    turn: ({ google }, on, user) => google.setForwarding(user.email, on ? { enabled: true, emailAddress: assistant, disposition: 'archive' } : { enabled: false }),
  },
  vacation: {
    kind: 'switch',
    isOn: ({ google }, user) => google.mailbox(user.email).vacation.enableAutoReply,
    turn: ({ google }, on, user) => google.setVacation(user.email, on ? { enableAutoReply: true, endTime: String(google.now() + fiveDaysMs) } : { enableAutoReply: false }),
  },
  'history-expires': {
    kind: 'action',
    run: ({ google }, user) => {
      google.expireHistory(user.email);
      return 'done';
    },
  },
  'noor-answers': plays(writeTo(contacts.noor)),
  'tomas-auto-replies': plays(writeTo(contacts.tomas)),
  'jonas-returns': plays(writeTo(contacts.jonas)),
  'pia-unsubscribes': plays(writeTo(contacts.pia, { marketing: true })),
  'noor-answers-first': plays(answersBeforehand),
  'morning-rush': plays(morningRush),
  'near-limit': plays(nearLimit),
  'google-pauses': plays(atGoogle('sending-paused')),
  'answer-lost': plays(atGoogle('answer-lost')),
  'service-down': plays(downOverDueTime),
  'hook-fails': {
    kind: 'switch',
    isOn: ({ conditions }) => conditions().hook === 'fails',
    turn: ({ changeConditions }, on) => changeConditions({ hook: on ? 'fails' : usualConditions.hook }),
  },
  'forged-call': {
    kind: 'action',
    run: async ({ forgeCall }): Promise<Notice> => {
      await forgeCall();
      return 'forged';
    },
  },
} as const satisfies Record<string, Row>;

export type RowName = keyof typeof rows;

export const rowGroups = {
  window: ['block-window', 'close-window', 'cut-opener', 'no-return-page'],
  answer: ['deny', 'withhold-read', 'no-refresh-token', 'expired-attempt', 'stale-attempt'],
  account: ['other-account', 'colleague', 'no-gmail'],
  stays: ['administrator', 'internal-app', 'redirect-uri-mismatch', 'in-app-browser', 'not-verified', 'test-users-only'],
  later: ['revoke', 'seven-days', 'session-policy', 'administrator-withdraws', 'outage', 'rate-limited'],
  replies: ['anna-answers', 'anna-accepts', 'colleague-answers', 'anna-writes-anew', 'tomas-is-away', 'jonas-bounces', 'ines-is-full'],
  mailbox: ['filter-reads', 'filter-archives', 'filter-deletes', 'filter-forwards', 'filter-newsletter', 'forwarding', 'vacation', 'history-expires'],
  sending: ['noor-answers', 'tomas-auto-replies', 'jonas-returns', 'pia-unsubscribes', 'noor-answers-first', 'morning-rush', 'near-limit', 'google-pauses', 'answer-lost', 'service-down'],
  webhook: ['hook-fails', 'forged-call'],
} as const satisfies Record<string, readonly RowName[]>;

export type RowGroup = keyof typeof rowGroups;

export const isRowName = (name: string): name is RowName => Object.hasOwn(rows, name);

/** The rows that stand on now. */
export const rowsOn = (reach: PanelReach, user: CrmUser): readonly RowName[] =>
  Object.keys(rows)
    .filter(isRowName)
    .filter((name) => {
      const row: Row = rows[name];
      return row.kind === 'switch' && row.isOn(reach, user);
    });
