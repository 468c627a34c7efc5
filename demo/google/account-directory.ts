import { accountOf, type Account } from './accounts.ts';

/** Who has an account. An address that nobody has yet gets one, so that any Gmail address can be typed. */
export interface AccountDirectory {
  readonly all: readonly Account[];
  bySub(sub: string): Account | undefined;
  find(email: string): Account | undefined;
  findOrOpen(email: string): Account;
  /** Puts the account in the place of the one with the same `sub`. */
  put(account: Account): void;
  remove(sub: string): void;
}

export const createAccountDirectory = (initial: readonly Account[]): AccountDirectory => {
  const accounts = new Map<string, Account>();
  const byAddress = new Map<string, Account>();
  const forgetAddress = (sub: string): void => {
    const address = accounts.get(sub)?.email.toLowerCase() ?? '';
    if (byAddress.get(address)?.sub === sub) byAddress.delete(address);
  };
  const put = (account: Account): void => {
    forgetAddress(account.sub);
    accounts.set(account.sub, account);
    byAddress.set(account.email.toLowerCase(), account);
  };
  for (const account of initial) put(account);
  return {
    get all() {
      return [...accounts.values()];
    },
    bySub: (sub) => accounts.get(sub),
    find: (email) => byAddress.get(email.toLowerCase()),
    findOrOpen: (email) => {
      const found = byAddress.get(email.toLowerCase());
      if (found !== undefined) return found;
      const opened = accountOf(email.toLowerCase());
      put(opened);
      return opened;
    },
    put,
    remove: (sub) => {
      forgetAddress(sub);
      accounts.delete(sub);
    },
  };
};
