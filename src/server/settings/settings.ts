import type { WebhookEvent } from '../../contract/index.ts';
import type { EncryptionKey } from '../store/keyring.ts';
import type { StoreLocation } from '../store/open.ts';

/**
 * What an operator sets, decoded and checked. Values come from the environment and from the tenants file; `main.ts`
 * reads both, `decode-settings.ts` judges them and reports every problem at once.
 */
export interface Settings {
  /** The service's own origin, for example `https://connect.example.com`; Google's redirect URI is derived from it. */
  readonly serviceOrigin: string;
  readonly port: number;
  readonly listenAddress: string;
  readonly google: GoogleSettings;
  readonly tenants: ReadonlyMap<string, Tenant>;
  /** How many proxies in front may be believed about the client's address. Default 0: none. */
  readonly trustedProxies: number;
  readonly limits: Limits;
  readonly replies: ReplySettings;
  readonly sending: SendingSettings;
}

/** How mail leaves. */
export interface SendingSettings {
  /** A mail that would leave later than this because the service was away, or the mailbox not connected, asks instead. */
  readonly lateToleranceSeconds: number;
  /** How long a mail that is to leave at once can be taken back. */
  readonly undoSeconds: number;
  /** How many mailboxes one process sends from at once. */
  readonly atOnce: number;
}

/** Requests per minute, for each process. A bucket holds one minute's worth. */
export interface Limits {
  /** Calls of pages and backends from one client address. */
  readonly address: number;
  /** The service's own pages, opened from one client address. */
  readonly pages: number;
  /** Calls of one user. */
  readonly user: number;
  /** Attempts of one user: flows prepared, claims made, connections checked or disconnected. */
  readonly attempts: number;
}

/** How replies are found. */
export interface ReplySettings {
  readonly poll: PollSettings;
  /** Gmail's quota units a minute: of one mailbox, and of the Google Cloud project. Counted by each process. */
  readonly units: { readonly mailbox: number; readonly project: number };
  /** Where Google's Pub/Sub is told to publish changes; absent: mailboxes are not watched. */
  readonly pushTopic: string | undefined;
  /** Whose notifications are believed; absent: none is taken. */
  readonly pushSender: { readonly audience: string; readonly account: string } | undefined;
  /** Whether every mail a user sends is tracked, where the tenant says nothing else. */
  readonly trackSent: boolean;
  /** For how many days what was found is kept, and what is left of a mailbox that was disconnected. */
  readonly keptDays: { readonly found: number; readonly disconnected: number };
}

/** Within which time a reply is found, in seconds. */
export interface PollSettings {
  /** In a mailbox that sent within a day. */
  readonly activeSeconds: number;
  readonly idleSeconds: number;
  /** In one that sent nothing, while Gmail tells of changes by itself. */
  readonly idleWithPushSeconds: number;
  /** How many mailboxes one process polls at once. */
  readonly atOnce: number;
}

/** What is registered with Google, letter by letter. */
export const redirectUri = (settings: Pick<Settings, 'serviceOrigin'>): string => `${settings.serviceOrigin}/connect/callback`;

export interface GoogleSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Accepted `iss` of ID tokens and of callbacks; the first is the canonical one. */
  readonly issuers: readonly string[];
  /** In the browser. */
  readonly authorizationUrl: string;
  /** The rest from the service. */
  readonly tokenUrl: string;
  readonly revocationUrl: string;
  readonly certificatesUrl: string;
  readonly gmailUrl: string;
  /** Where a person sees and removes the apps that have access. */
  readonly connectedAppsUrl: string;
  /** Where people read their mail. */
  readonly gmailWebUrl: string;
  /** How long a call to Google may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** One host: its keys, its pages, its rules. */
export interface Tenant {
  readonly id: string;
  /** The name of the host's product, shown to people. */
  readonly product: string;
  readonly keys: readonly TenantKey[];
  readonly origins: readonly TenantOrigin[];
  /** Who may claim: the user's page (default) or the host's backend alone. */
  readonly claim: 'page' | 'backend';
  readonly limits: TenantLimits;
  readonly webhooks: readonly TenantWebhook[];
  /** Whether every mail its users send is tracked; absent: as the service's settings say. */
  readonly trackSent: boolean | undefined;
}

/** Where a host is told what happened, in the Standard Webhooks format. */
export interface TenantWebhook {
  /** Names it in the log of deliveries; a changed address keeps what waits for it. */
  readonly id: string;
  readonly url: string;
  /** `whsec_` and 24 to 64 bytes in base64. Each call is signed with all of them. */
  readonly secrets: readonly string[];
  readonly events: readonly WebhookEvent['type'][];
  /** Whether an https address may be one that is not of the open internet. Absent: no. */
  readonly inPrivateNetwork?: boolean | undefined;
}

/** Requests per minute, for each process, where this tenant's differ from what is usual. */
export interface TenantLimits {
  /** Calls of one of its users. */
  readonly user: number | undefined;
  /** Attempts of one of its users. */
  readonly attempts: number | undefined;
  /** Calls of its backend. */
  readonly backend: number | undefined;
}

export interface TenantKey {
  readonly kid: string;
  /** The algorithm belongs to the stored key; a token's header is never asked. */
  readonly algorithm: 'HS256' | 'EdDSA';
  /** Secret in base64url for HS256 (32 bytes or more), public key in PEM (SPKI) for EdDSA. */
  readonly material: string;
}

export interface TenantOrigin {
  /** Exact https origin; http only for localhost names. */
  readonly origin: string;
  /** Path of our return page on that origin, for example `/gmail-return.html`; absent when the host has none. */
  readonly returnPath: string | undefined;
}

/** What only the process needs that assembles the service: the parts of the application never see a key. */
export interface Deployment {
  readonly settings: Settings;
  readonly store: StoreLocation;
  /** The first is used for new values. */
  readonly encryptionKeys: readonly EncryptionKey[];
}

/** Something to put right, in a sentence that repeats no value. */
export interface Problem {
  /** The variable's name, or a path in the tenants file such as `tenants.0.keys.1.kid`. */
  readonly where: string;
  readonly sentence: string;
}
