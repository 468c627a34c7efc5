import type { ConnectState, Goal, PersonInput } from './connect-state.ts';

/**
 * What a person does before Google's window: steps 1 to 6, and the ways from the standing card into step 6.
 */
export const walk = (state: ConnectState, input: PersonInput): ConnectState => {
  const at = steps[`${state.at} ${input.do}`];
  if (at) return { at };
  switch (input.do) {
    case 'next':
      return state.at === 'provider' ? prepare({ intent: { kind: 'connect' }, capabilities: everything }) : state;
    case 'back':
      if (state.at !== 'before-google') return state;
      return { at: state.goal.intent.kind === 'connect' ? 'provider' : 'get-started' };
    case 'try-again':
      return state.at === 'before-google' && state.preparation.kind === 'failed' ? prepare(state.goal) : state;
    case 'reconnect':
    case 'choose-permissions':
      return fromCard(state, input.do === 'reconnect' ? 'reconnect' : 'upgrade', input.connectionId);
    default:
      return state;
  }
};

export const prepare = (goal: Goal): ConnectState => ({ at: 'before-google', goal, preparation: { kind: 'preparing' } });

const everything = ['send', 'read'] as const;

type Plain = 'settings' | 'email-settings' | 'email-connection' | 'get-started' | 'provider';

const steps: Readonly<Record<string, Plain>> = {
  'settings open-settings': 'email-settings',
  'email-settings open-email-settings': 'email-connection',
  'email-settings back': 'settings',
  'email-connection open-email-connection': 'get-started',
  'email-connection back': 'email-settings',
  'get-started get-started': 'provider',
  'provider back': 'get-started',
  'before-google cancel': 'get-started',
};

/** The same mailbox again, or with more permissions: wherever no window is open and no claim runs. */
const fromCard = (state: ConnectState, kind: 'reconnect' | 'upgrade', connectionId: string): ConnectState => {
  if (state.at === 'at-google' || state.at === 'leaving' || state.at === 'claiming') return state;
  const intent = { kind, connectionId };
  // The second of two quick clicks.
  const isSame = state.at === 'before-google' && JSON.stringify(state.goal.intent) === JSON.stringify(intent);
  return isSame ? state : prepare({ intent, capabilities: everything });
};
