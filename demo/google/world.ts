import type { AccountDirectory } from './account-directory.ts';
import type { Clock, Random } from './chance.ts';
import type { Faults } from './faults.ts';
import type { OutsideMail } from './gmail/deliver.ts';
import type { Mailboxes } from './gmail/mailboxes.ts';
import type { Pushes } from './gmail/pushes.ts';
import type { Sending } from './gmail/sending.ts';
import type { Quota } from './gmail/quota.ts';
import type { Grants } from './grants.ts';
import type { Ledger } from './ledger.ts';
import type { OAuthClient } from './oauth-client.ts';
import type { SigningKey } from './signing-key.ts';
import type { RefreshRefusal, Switches } from './switches.ts';

/** What the endpoints and pages of one emulated Google share. */
export interface World {
  /** Its origin in the browser, which is its issuer too. */
  readonly origin: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly clients: readonly OAuthClient[];
  readonly accounts: AccountDirectory;
  readonly grants: Grants;
  readonly key: SigningKey;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly mailboxes: Mailboxes;
  readonly quota: Quota;
  readonly pushes: Pushes;
  readonly sending: Sending;
  /** Where mail goes that is for nobody here. */
  readonly outside: (mail: OutsideMail) => void;
  /** The current ones; `control.change` puts others in their place. */
  readonly switches: () => Switches;
  readonly refreshRefusals: Map<string, RefreshRefusal>;
}
