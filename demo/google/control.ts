import type { Account } from './accounts.ts';
import type { BackEndpoint, ChooseFault, Fault, HeldAnswer } from './faults.ts';
import { createGmailControl, resetGmail, type GmailControl } from './gmail/gmail-control.ts';
import type { Ledger } from './ledger.ts';
import { usualSwitches, type RefreshRefusal, type Switches } from './switches.ts';
import type { World } from './world.ts';

/** What tests and the test panel hold in their hands. A person at the pages has none of this. */
export interface GoogleControl extends GmailControl {
  readonly ledger: Ledger;
  switches(): Switches;
  /** Changes the named switches; one that is named with `undefined` goes back to what is usual. */
  change(switches: SwitchChange): void;
  failNext(endpoint: BackEndpoint, ...faults: readonly Fault[]): void;
  holdNext(endpoint: BackEndpoint): HeldAnswer;
  /** Chooses a failure for each call; planned ones go first. */
  failBy(endpoint: BackEndpoint, choose: ChooseFault | undefined): void;
  /** As if the person removed the app's access, or changed a password: everything of the account ends. */
  revoke(email: string): void;
  /** Google refuses to refresh for this account although the grant stands; `undefined` ends that. */
  refuseRefresh(email: string, cause: RefreshRefusal | undefined): void;
  refreshRefusal(email: string): RefreshRefusal | undefined;
  expireAccessTokens(): void;
  /** Its clock. */
  now(): number;
  /** Moves the emulator's clock. */
  advance(milliseconds: number): void;
  account(email: string): Account;
  putAccount(account: Account): void;
  changeAddress(email: string, newEmail: string): void;
  /** Another person gets the address: it stays, the account behind it is a new one. */
  reassignAddress(email: string): void;
  countRefreshTokens(email: string, clientId: string): number;
  /** Usual switches, no faults, usual accounts, clock and settings of mailboxes. What was granted stays, and every mail. */
  reset(): void;
}

/** The switches to change; what is absent stays as it is. */
export type SwitchChange = { readonly [Name in keyof Switches]?: Switches[Name] | undefined };

export interface Changeable {
  switches: Switches;
  clockOffsetMs: number;
}

export const createControl = (world: World, changeable: Changeable, usualAccounts: readonly Account[]): GoogleControl => {
  const { accounts, grants, faults, refreshRefusals } = world;

  const change = (switches: SwitchChange): void => {
    const known = Object.entries({ ...changeable.switches, ...switches }).filter(([, value]) => value !== undefined);
    changeable.switches = { ...usualSwitches, ...Object.fromEntries(known) };
  };

  return {
    ...createGmailControl(world),
    ledger: world.ledger,
    switches: () => changeable.switches,
    change,
    failNext: (endpoint, ...kinds) => faults.failNext(endpoint, ...kinds),
    holdNext: (endpoint) => faults.holdNext(endpoint),
    failBy: (endpoint, choose) => faults.failBy(endpoint, choose),
    revoke: (email) => grants.revokeAccount(accounts.findOrOpen(email).sub),
    refuseRefresh: (email, cause) => {
      const { sub } = accounts.findOrOpen(email);
      if (cause === undefined) refreshRefusals.delete(sub);
      else refreshRefusals.set(sub, cause);
    },
    refreshRefusal: (email) => refreshRefusals.get(accounts.findOrOpen(email).sub),
    expireAccessTokens: () => grants.expireAccessTokens(),
    now: () => world.clock.now(),
    advance: (milliseconds) => {
      changeable.clockOffsetMs += milliseconds;
    },
    account: (email) => accounts.findOrOpen(email),
    putAccount: (account) => accounts.put(account),
    changeAddress: (email, newEmail) => accounts.put({ ...accounts.findOrOpen(email), email: newEmail.toLowerCase() }),
    reassignAddress: (email) => {
      const before = accounts.findOrOpen(email);
      accounts.remove(before.sub);
      accounts.put({ ...before, sub: `${before.sub.slice(0, -4)}9${before.sub.slice(-3)}` });
    },
    countRefreshTokens: (email, clientId) => grants.countRefreshTokens(accounts.findOrOpen(email).sub, clientId),
    reset: () => {
      changeable.switches = usualSwitches;
      changeable.clockOffsetMs = 0;
      faults.clear();
      resetGmail(world);
      refreshRefusals.clear();
      for (const account of usualAccounts) accounts.put(account);
    },
  };
};
