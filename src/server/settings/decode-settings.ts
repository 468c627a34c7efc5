import * as z from 'zod';
import { fail, succeed, type Outcome } from '../../contract/index.ts';
import { decodeTenants } from './decode-tenants.ts';
import { googleAddresses, googleIssuers } from '../google/google-addresses.ts';
import { isExactOrigin, isSafeAddress } from './origin-text.ts';
import type { Deployment, Problem, Tenant } from './settings.ts';
import type { EncryptionKey } from '../store/keyring.ts';

/** What reading the file named by `GCK_TENANTS_FILE` gave; undefined when it could not be read. */
export type TenantsFile = string | undefined;

const required = (sentence: string) => z.string({ error: sentence });

const address = (fallback: string) =>
  z
    .string()
    .refine(isSafeAddress, { error: 'An https address, or http to this machine, without user info and fragment.' })
    .default(fallback);

const count = (fallback: number, least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, { error: `A whole number from ${least} to ${most}.` })
    .transform(Number)
    .pipe(z.number().min(least, { error: `At least ${least}.` }).max(most, { error: `At most ${most}.` }))
    .default(fallback);

const keyBytes = 32;
const keysSentence =
  'Keys look like `id:base64` with 32 random bytes each, separated by commas, each id once; the first is used for new values.';

const encryptionKeys = required('Give a key: `k1:` and 32 random bytes in base64, for example from `openssl rand -base64 32`.').transform(
  (text, context): readonly EncryptionKey[] => {
    const keys = text.split(',').map((entry): EncryptionKey => {
      const [, id = '', value = ''] = /^\s*([\w-]{1,32}):([\w+/-]+={0,2})\s*$/.exec(entry) ?? [];
      return { id, bytes: new Uint8Array(Buffer.from(value, 'base64')) };
    });
    const sound = keys.every(({ bytes }) => bytes.length === keyBytes) && new Set(keys.map(({ id }) => id)).size === keys.length;
    if (!sound) context.issues.push({ code: 'custom', message: keysSentence, input: undefined });
    return keys;
  },
);

const isPostgresUrl = (text: string): boolean => ['postgres:', 'postgresql:'].includes(URL.parse(text)?.protocol ?? '');

/** Every variable of the service. */
const environment = z.object({
  GCK_SERVICE_ORIGIN: required('Give the service’s own origin, for example https://connect.example.com.').refine(isExactOrigin, {
    error: 'The service’s own origin, exactly: https and a host, without a path or a final slash; http for localhost names only.',
  }),
  PORT: count(4401, 0, 65_535),
  HOST: z.string().default('127.0.0.1'),
  GCK_TENANTS_FILE: required('Name the tenants file.'),
  DATABASE_URL: z.string().refine(isPostgresUrl, { error: 'An address that begins with postgres:// or postgresql://.' }).optional(),
  GCK_DATA_DIR: z.string().default('.data/service'),
  GCK_ENCRYPTION_KEYS: encryptionKeys,
  GCK_TRUSTED_PROXIES: count(0, 0, 10),
  GCK_LIMIT_ADDRESS: count(1200, 1, 1_000_000),
  GCK_LIMIT_PAGES: count(300, 1, 1_000_000),
  GCK_LIMIT_USER: count(240, 1, 1_000_000),
  GCK_LIMIT_ATTEMPTS: count(30, 1, 1_000_000),
  GOOGLE_CLIENT_ID: required('Give the client id of the Google Cloud project.').regex(/^\S+$/, { error: 'A client id has no spaces.' }),
  GOOGLE_CLIENT_SECRET: required('Give the client secret of the Google Cloud project.'),
  GOOGLE_ISSUERS: z
    .string()
    .default(googleIssuers.join())
    .transform((text) => text.split(',').map((entry) => entry.trim()))
    .refine((issuers) => issuers.every((issuer) => /^\S+$/.test(issuer)), { error: 'Issuers separated by commas, the canonical one first.' }),
  GOOGLE_AUTHORIZATION_URL: address(googleAddresses.authorization),
  GOOGLE_TOKEN_URL: address(googleAddresses.token),
  GOOGLE_REVOCATION_URL: address(googleAddresses.revocation),
  GOOGLE_CERTIFICATES_URL: address(googleAddresses.certificates),
  GOOGLE_GMAIL_URL: address(googleAddresses.gmail),
  GOOGLE_CONNECTED_APPS_URL: address(googleAddresses.connectedApps),
  GOOGLE_GMAIL_WEB_URL: address(googleAddresses.gmailWeb),
  GCK_POLL_ACTIVE_SECONDS: count(60, 2, 86_400),
  GCK_POLL_IDLE_SECONDS: count(300, 2, 86_400),
  GCK_POLL_PUSH_SECONDS: count(600, 2, 86_400),
  GCK_POLL_AT_ONCE: count(40, 1, 1_000),
  GCK_UNITS_MAILBOX: count(6_000, 100, 1_000_000),
  GCK_UNITS_PROJECT: count(1_200_000, 100, 100_000_000),
  GCK_PUSH_TOPIC: z.string().regex(/^projects\/[^/\s]+\/topics\/[^/\s]+$/, { error: 'A topic looks like projects/my-project/topics/gmail.' }).optional(),
  GCK_PUSH_AUDIENCE: z.string().regex(/^\S+$/, { error: 'An audience has no spaces.' }).optional(),
  GCK_PUSH_ACCOUNT: z.string().regex(/^[^\s@]+@[^\s@]+$/, { error: 'The e-mail address of a service account.' }).optional(),
  GCK_KEEP_DAYS: count(730, 60, 36_500),
  GCK_KEEP_DISCONNECTED_DAYS: count(30, 0, 36_500),
  GCK_LATE_SECONDS: count(900, 10, 86_400),
  GCK_UNDO_SECONDS: count(10, 0, 120),
  GCK_SEND_AT_ONCE: count(40, 1, 1_000),
  GCK_TRACK_SENT: z.enum(['yes', 'no'], { error: 'yes or no.' }).default('no'),
});

/** Without all three a push would come and be refused, or be waited for and never come. */
const pushNames = ['GCK_PUSH_TOPIC', 'GCK_PUSH_AUDIENCE', 'GCK_PUSH_ACCOUNT'] as const;

const judgePush = (given: Readonly<Record<string, string>>): readonly Problem[] =>
  pushNames.every((name) => given[name] === undefined)
    ? []
    : pushNames
        .filter((name) => given[name] === undefined)
        .map((name) => ({ where: name, sentence: 'Topic, audience and account of push go together: give all three or none.' }));

/** The names of all variables, for the README's table and its test. */
export const settingNames: readonly string[] = Object.keys(environment.shape);

const googleTimeoutMs = 10_000;

/** Judges everything an operator set and names every problem at once. No sentence repeats a value. */
export const decodeSettings = (
  variables: Readonly<Record<string, string | undefined>>,
  tenantsFile: TenantsFile,
): Outcome<Deployment, readonly Problem[]> => {
  // A variable that is set to nothing is a variable that is not set.
  const given = Object.fromEntries(settingNames.flatMap((name) => (variables[name]?.trim() ? [[name, variables[name].trim()]] : [])));
  const decoded = environment.safeParse(given);
  const tenants = judgeTenants(given['GCK_TENANTS_FILE'], tenantsFile);
  const problems = [
    ...(decoded.success ? [] : decoded.error.issues.map(({ path, message }) => ({ where: path.join('.'), sentence: message }))),
    ...judgePush(given),
    ...(tenants.ok ? [] : tenants.failure),
  ];
  if (!decoded.success || !tenants.ok || problems.length > 0) return fail(problems);
  return succeed(toDeployment(decoded.data, tenants.value));
};

const judgeTenants = (
  name: string | undefined,
  text: TenantsFile,
): Outcome<ReadonlyMap<string, Tenant>, readonly Problem[]> => {
  if (name === undefined) return fail([]); // Its absence is a problem of the environment already.
  if (text === undefined) return fail([{ where: 'GCK_TENANTS_FILE', sentence: 'The file cannot be read.' }]);
  return decodeTenants(text);
};

const toDeployment = (decoded: z.output<typeof environment>, tenants: ReadonlyMap<string, Tenant>): Deployment => ({
  settings: {
    serviceOrigin: decoded.GCK_SERVICE_ORIGIN,
    port: decoded.PORT,
    listenAddress: decoded.HOST,
    google: {
      clientId: decoded.GOOGLE_CLIENT_ID,
      clientSecret: decoded.GOOGLE_CLIENT_SECRET,
      issuers: decoded.GOOGLE_ISSUERS,
      authorizationUrl: decoded.GOOGLE_AUTHORIZATION_URL,
      tokenUrl: decoded.GOOGLE_TOKEN_URL,
      revocationUrl: decoded.GOOGLE_REVOCATION_URL,
      certificatesUrl: decoded.GOOGLE_CERTIFICATES_URL,
      gmailUrl: decoded.GOOGLE_GMAIL_URL,
      connectedAppsUrl: decoded.GOOGLE_CONNECTED_APPS_URL,
      gmailWebUrl: decoded.GOOGLE_GMAIL_WEB_URL,
      timeoutMs: googleTimeoutMs,
    },
    tenants,
    trustedProxies: decoded.GCK_TRUSTED_PROXIES,
    limits: {
      address: decoded.GCK_LIMIT_ADDRESS,
      pages: decoded.GCK_LIMIT_PAGES,
      user: decoded.GCK_LIMIT_USER,
      attempts: decoded.GCK_LIMIT_ATTEMPTS,
    },
    replies: {
      poll: {
        activeSeconds: decoded.GCK_POLL_ACTIVE_SECONDS,
        idleSeconds: decoded.GCK_POLL_IDLE_SECONDS,
        idleWithPushSeconds: decoded.GCK_POLL_PUSH_SECONDS,
        atOnce: decoded.GCK_POLL_AT_ONCE,
      },
      units: { mailbox: decoded.GCK_UNITS_MAILBOX, project: decoded.GCK_UNITS_PROJECT },
      pushTopic: decoded.GCK_PUSH_TOPIC,
      pushSender:
        decoded.GCK_PUSH_AUDIENCE === undefined || decoded.GCK_PUSH_ACCOUNT === undefined
          ? undefined
          : { audience: decoded.GCK_PUSH_AUDIENCE, account: decoded.GCK_PUSH_ACCOUNT },
      trackSent: decoded.GCK_TRACK_SENT === 'yes',
      keptDays: { found: decoded.GCK_KEEP_DAYS, disconnected: decoded.GCK_KEEP_DISCONNECTED_DAYS },
    },
    sending: {
      lateToleranceSeconds: decoded.GCK_LATE_SECONDS,
      undoSeconds: decoded.GCK_UNDO_SECONDS,
      atOnce: decoded.GCK_SEND_AT_ONCE,
    },
  },
  store:
    decoded.DATABASE_URL === undefined
      ? { kind: 'embedded', directory: decoded.GCK_DATA_DIR }
      : { kind: 'postgres', url: decoded.DATABASE_URL },
  encryptionKeys: decoded.GCK_ENCRYPTION_KEYS,
});
