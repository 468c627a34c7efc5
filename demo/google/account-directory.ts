import { accountOf, type Account } from './accounts.ts';

/** Who has an account. An address that nobody has yet gets one, so that any Gmail address can be typed. */
export interface AccountDirectory {
  readonly all: readonly Account[];
  bySub(sub: string): Account | undefined;
  findOrOpen(email: string): Account;
  /** Puts the account in the place of the one with the same `sub`. */
  put(account: Account): void;
  remove(sub: string): void;
}

export const createAccountDirectory = (initial: readonly Account[]): AccountDirectory => {
  const accounts = new Map(initial.map((account) => [account.sub, account]));
  const byAddress = (email: string): Account | undefined =>
    [...accounts.values()].find((account) => account.email === email.toLowerCase());
  return {
    get all() {
      return [...accounts.values()];
    },
    bySub: (sub) => accounts.get(sub),
    findOrOpen: (email) => {
      const found = byAddress(email);
      if (found !== undefined) return found;
      const opened = accountOf(email.toLowerCase());
      accounts.set(opened.sub, opened);
      return opened;
    },
    put: (account) => void accounts.set(account.sub, account),
    remove: (sub) => void accounts.delete(sub),
  };
};
