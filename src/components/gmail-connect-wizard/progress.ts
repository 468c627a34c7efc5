import type { AttemptFailure, ConnectState } from '../../client/connect/connect-state.ts';

/**
 * What the nine-step progress may say, one sign for each step:
 * `+` done, `>` here, `.` to come, `~` in Google's window, `!` stopped here, `?` not known.
 *
 * Steps 7 to 9 happen in Google's window, where the page sees nothing: they are `~` together until an answer proves them.
 * After a refusal only the step that the answer names is known.
 */
export type Mark = '+' | '>' | '.' | '~' | '!' | '?';

const standing = {
  settings: '>........',
  'email-settings': '+>.......',
  'email-connection': '++>......',
  'get-started': '+++>.....',
  provider: '++++>....',
  'before-google': '+++++>...',
  'window-blocked': '+++++!...',
  'at-google': '++++++~~~',
  leaving: '++++++~~~',
  claiming: '+++++++++',
  connected: '+++++++++',
  failed: '++++++???',
} satisfies Record<ConnectState['at'], string>;

const afterFailure: Partial<Record<AttemptFailure['code'], string>> = {
  'wrong-account': '++++++!??',
  'mailbox-taken': '++++++!??',
  'no-gmail': '++++++!??',
  'email-unverified': '++++++!??',
  denied: '++++++??!',
  'google-policy': '++++++??!',
  'permissions-withheld': '++++++++!',
  'no-lasting-access': '++++++++!',
  'exchange-interrupted': '+++++++++',
};

export const progressOf = (state: ConnectState): readonly Mark[] => [...signs(state)] as Mark[];

const signs = (state: ConnectState): string => {
  if (state.at === 'before-google' && state.preparation.kind === 'failed') return standing['window-blocked'];
  if (state.at === 'connected' && state.withheld.length > 0) return '++++++++!';
  return (state.at === 'failed' && afterFailure[state.failure.code]) || standing[state.at];
};
