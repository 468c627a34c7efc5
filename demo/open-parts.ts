import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createCrm, type Crm } from './crm/crm.ts';
import { mintServerToken, mintUserToken } from './crm/mint-token.ts';
import type { HeardEvents } from './crm/hooks/heard-events.ts';
import { loadPageFiles } from './crm/page-files.ts';
import { crmUsers, type CrmUser } from './crm/users.ts';
import type { DemoClock } from './demo-clock.ts';
import type { DemoKeys } from './demo-keys.ts';
import { tenantSecrets, webhookSecretOf, type HostOfDemo } from './demo-tenants.ts';
import type { Clock } from './google/chance.ts';
import { createEmulatedGoogle, type EmulatedGoogle } from './google/emulated-google.ts';
import type { AccountMailbox } from './google/gmail/mailboxes.ts';
import type { SavedGrants } from './google/grants.ts';
import type { OAuthClient } from './google/oauth-client.ts';
import { bringAbout, type Stage, type Writer } from './personas/bring-about.ts';
import { reactOutside } from './personas/outside.ts';
import type { PersonaName } from './personas/personas.ts';
import { unsubscribeByLoopback } from './personas/unsubscribe-address.ts';
import { byLoopback, connectByRobot, type RobotTrip } from './robot/connect-by-robot.ts';
import { disconnectByRobot } from './robot/disconnect-by-robot.ts';

/** How the service is registered at the emulated Google. */
export const demoClient = ({ googleClientSecret }: Pick<DemoKeys, 'googleClientSecret'>, serviceOrigin: string): OAuthClient => ({
  clientId: '481516234200-larkspur.apps.googleusercontent.com',
  clientSecret: googleClientSecret,
  project: 'larkspur-demo',
  product: 'Larkspur CRM',
  redirectUris: [`${serviceOrigin}/connect/callback`],
  publishing: 'production',
});

export interface GoogleOfDemo {
  readonly origin: string;
  readonly client: OAuthClient;
  readonly controlKey: string;
  readonly clock: Clock;
  readonly saved?: SavedGrants | undefined;
  readonly savedMailboxes?: readonly AccountMailbox[];
  /** How long a mail of the world outside takes. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

export const openGoogle = ({ client, pause = wait, ...rest }: GoogleOfDemo): EmulatedGoogle => {
  const google = createEmulatedGoogle({
    ...rest,
    clients: [client],
    random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
    outside: (mail) => void reactOutside({ google: google.control, pause, unsubscribe: unsubscribeByLoopback }, mail).catch(console.error),
  });
  return google;
};

export interface CrmOfDemo {
  readonly host: HostOfDemo;
  readonly serviceOrigin: string;
  readonly servicePort: number;
  readonly sessionKey: string;
  /** What its webhook heard. */
  readonly heard: HeardEvents;
  readonly returnPage: string;
  readonly clock: DemoClock;
  /** With it the pages have the test panel. */
  readonly google: EmulatedGoogle | undefined;
  /** Lets time pass between two mails of the panel; a test lets it pass at Google alone. */
  readonly pause?: (milliseconds: number) => Promise<void>;
  /** Ends the service, lets so much time pass everywhere, and starts it again. */
  readonly leaveServiceDown?: (milliseconds: number) => Promise<void>;
}

export const openCrm = async ({ host, serviceOrigin, servicePort, google, pause = wait, leaveServiceDown, ...rest }: CrmOfDemo): Promise<Crm> => {
  const tenants = tenantSecrets(host);

  /** A colleague's token expects no address: nothing stands between that person and somebody else's mailbox. */
  const tripOfColleague = (user: CrmUser, emulated: EmulatedGoogle): RobotTrip => {
    const colleague = crmUsers.find((each) => each.id !== user.id) ?? user;
    const content = { user: colleague.id, org: colleague.org, origins: [host.origin], name: colleague.name };
    return {
      serviceOrigin,
      service: byLoopback(servicePort),
      google: emulated.fetch,
      pageOrigin: host.origin,
      token: mintUserToken(content, tenants.usual, serviceOrigin, rest.clock.now()),
      person: { email: user.email },
    };
  };

  const writer = ({ id, org, name, email }: CrmUser): Writer => {
    const now = rest.clock.now();
    const userToken = mintUserToken({ user: id, org, origins: [host.origin], name }, tenants.usual, serviceOrigin, now);
    return { user: id, org, name, email, userToken, serverToken: mintServerToken(tenants.usual, serviceOrigin, now) };
  };

  const stageAt = (emulated: EmulatedGoogle): Stage => ({
    google: emulated.control,
    service: byLoopback(servicePort),
    serviceOrigin,
    pageOrigin: host.origin,
    clock: { now: () => emulated.control.now() },
    pause,
  });

  return createCrm({
    ...rest,
    origin: host.origin,
    serviceOrigin,
    serviceBackChannel: `http://127.0.0.1:${servicePort}`,
    tenants,
    webhookSecrets: [webhookSecretOf(host)],
    files: await loadPageFiles(),
    ...(google === undefined
      ? {}
      : {
          panel: {
            google: google.control,
            connectForColleague: async (user: CrmUser) => ((await connectByRobot(tripOfColleague(user, google))).kind === 'claimed' ? 'connected' : 'refused'),
            disconnectForColleague: (user: CrmUser) => disconnectByRobot(tripOfColleague(user, google)),
            bringAbout: (name: PersonaName, user: CrmUser) => bringAbout(stageAt(google), writer(user), name),
            passTime: (milliseconds: number) => rest.clock.advance(milliseconds),
            leaveServiceDown,
          },
        }),
  });
};
