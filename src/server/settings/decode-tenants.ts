import { createPublicKey } from 'node:crypto';
import * as z from 'zod';
import { fail, mailEventTypes, succeed, type Outcome } from '../../contract/index.ts';
import { isWebhookSecret } from '../webhooks/sign-webhook.ts';
import { isExactOrigin, isOwnPath, isSafeAddress } from './origin-text.ts';
import type { Problem, Tenant } from './settings.ts';

/**
 * The tenants file:
 *
 *     {"tenants": [{
 *       "id": "acme", "product": "Acme CRM", "claim": "page",
 *       "keys": [{"kid": "2026-03", "algorithm": "HS256", "secret": "…base64url…"},
 *                {"kid": "2026-09", "algorithm": "EdDSA", "publicKey": "-----BEGIN PUBLIC KEY-----…"}],
 *       "origins": [{"origin": "https://crm.acme.example", "returnPath": "/gmail-return.html"}],
 *       "limits": {"user": 240, "attempts": 30, "backend": 1200},
 *       "webhooks": [{"id": "crm", "url": "https://crm.acme.example/hooks/gmail", "secrets": ["whsec_…base64…"]}]
 *     }]}
 */

/** RFC 7518 section 3.2: a key as long as the hash, or longer. */
const shortestSecret = 32;

const isStrongSecret = (text: string): boolean =>
  /^[\w+/-]+={0,2}$/.test(text) && Buffer.from(text, 'base64url').length >= shortestSecret;

const isEd25519PublicKey = (pem: string): boolean => {
  // A private key would be accepted too, and the public one derived from it; it must not lie about in this file.
  if (pem.includes('PRIVATE KEY')) return false;
  try {
    return createPublicKey(pem).asymmetricKeyType === 'ed25519';
  } catch {
    // Node says in many ways that this is no key.
    return false;
  }
};

const text = (sentence: string) => z.string({ error: sentence }).trim().min(1, { error: sentence });

const key = z.discriminatedUnion(
  'algorithm',
  [
    z.strictObject({
      kid: text('Name the key.'),
      algorithm: z.literal('HS256'),
      secret: z
        .string({ error: 'Give the secret in base64url.' })
        .refine(isStrongSecret, { error: 'The secret must be base64url of 32 random bytes or more.' }),
    }),
    z.strictObject({
      kid: text('Name the key.'),
      algorithm: z.literal('EdDSA'),
      publicKey: z
        .string({ error: 'Give the public key in PEM.' })
        .refine(isEd25519PublicKey, { error: 'The key must be an Ed25519 public key in PEM (BEGIN PUBLIC KEY), never a private one.' }),
    }),
  ],
  { error: 'The algorithm must be HS256 or EdDSA.' },
);

const origin = z.strictObject({
  origin: z
    .string({ error: 'Give the origin.' })
    .refine(isExactOrigin, {
      error: 'An origin is exact: https and a host, without a path, a final slash, a user, * or capitals; http is for localhost names only.',
    }),
  returnPath: z
    .string({ error: 'The return path is a text.' })
    .refine(isOwnPath, { error: 'The return path begins with exactly one slash and has neither a query nor a fragment.' })
    .optional(),
});

const perMinute = z
  .int({ error: 'A limit is a whole number of requests per minute.' })
  .min(1, { error: 'A limit is at least 1.' })
  .max(1_000_000, { error: 'A limit is at most 1000000.' })
  .optional();

const limits = z.strictObject({ user: perMinute, attempts: perMinute, backend: perMinute });

const webhookEvents = ['reply.found', 'reply.corrected', 'tracking.gap-closed', ...mailEventTypes] as const;

const webhook = z.strictObject({
  id: z
    .string({ error: 'Give the webhook an id.' })
    .regex(/^[\w.-]{1,60}$/, { error: 'The id has 1 to 60 letters, digits or the characters . _ -' }),
  url: z
    .string({ error: 'Give the address.' })
    .refine(isSafeAddress, { error: 'The address begins with https, or with http on this machine, and carries no user and no fragment.' }),
  secrets: z
    .array(
      z.string({ error: 'A secret is a text.' }).refine(isWebhookSecret, { error: 'A secret is whsec_ and base64 of 24 to 64 random bytes.' }),
      { error: 'List the secrets.' },
    )
    .min(1, { error: 'A webhook needs a secret.' })
    .max(3, { error: 'A webhook has at most 3 secrets, the others for the time of a change.' }),
  events: z
    .array(z.enum(webhookEvents, { error: `An event is one of ${webhookEvents.join(', ')}.` }), { error: 'List the events.' })
    .default([...webhookEvents]),
  inPrivateNetwork: z.boolean({ error: 'inPrivateNetwork is true or false.' }).optional(),
});

const unique = <T>(items: readonly T[], by: (item: T) => string): boolean => new Set(items.map(by)).size === items.length;

const tenant = z.strictObject({
  id: z
    .string({ error: 'Give the tenant an id.' })
    .regex(/^[\w.:/-]{1,100}$/, { error: 'The id has 1 to 100 letters, digits or the characters . _ : / -' }),
  product: text('Name the product as people know it.').max(100, { error: 'The name has at most 100 characters.' }),
  claim: z.enum(['page', 'backend'], { error: 'claim is "page" or "backend".' }).default('page'),
  limits: limits.default({}),
  keys: z
    .array(key, { error: 'List the keys.' })
    .min(1, { error: 'A tenant needs a key.' })
    .refine((keys) => unique(keys, ({ kid }) => kid), { error: 'Two keys have the same kid.' }),
  origins: z
    .array(origin, { error: 'List the origins.' })
    .min(1, { error: 'A tenant needs an origin.' })
    .refine((origins) => unique(origins, (each) => each.origin), { error: 'An origin is listed twice.' }),
  webhooks: z
    .array(webhook, { error: 'List the webhooks.' })
    .refine((webhooks) => unique(webhooks, ({ id }) => id), { error: 'Two webhooks have the same id.' })
    .default([]),
  trackSent: z.boolean({ error: 'trackSent is true or false.' }).optional(),
});

const file = z.strictObject(
  {
    tenants: z
      .array(tenant, { error: 'List the tenants.' })
      .min(1, { error: 'There must be a tenant.' })
      .refine((tenants) => unique(tenants, ({ id }) => id), { error: 'Two tenants have the same id.' }),
  },
  { error: (issue) => (issue.code === 'unrecognized_keys' ? undefined : 'The file is an object with "tenants".') },
);

export const decodeTenants = (json: string): Outcome<ReadonlyMap<string, Tenant>, readonly Problem[]> => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    // The parser's message quotes the text around the place, and a secret may stand there.
    return fail([{ where: 'GCK_TENANTS_FILE', sentence: 'The tenants file is not JSON.' }]);
  }
  const result = file.safeParse(parsed);
  if (!result.success) return fail(result.error.issues.map(toProblem));
  return succeed(new Map(result.data.tenants.map((each) => [each.id, toTenant(each)])));
};

const toTenant = (decoded: z.output<typeof tenant>): Tenant => ({
  id: decoded.id,
  product: decoded.product,
  claim: decoded.claim,
  keys: decoded.keys.map((each) => ({
    kid: each.kid,
    algorithm: each.algorithm,
    material: each.algorithm === 'HS256' ? each.secret : each.publicKey,
  })),
  limits: { user: decoded.limits.user, attempts: decoded.limits.attempts, backend: decoded.limits.backend },
  webhooks: decoded.webhooks,
  trackSent: decoded.trackSent,
  origins: decoded.origins.map((each) => ({ origin: each.origin, returnPath: each.returnPath })),
});

/** Every message above is ours; the one for unknown names would repeat what was typed, and a secret may be misplaced. */
const toProblem = (issue: z.core.$ZodIssue): Problem => ({
  where: issue.path.join('.') || 'GCK_TENANTS_FILE',
  sentence: issue.code === 'unrecognized_keys' ? 'There is a name here that this version does not know.' : issue.message,
});
