import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { decode } from '../../src/contract/decode.ts';
import type { GoogleControl } from './control.ts';
import { backEndpoint, fault } from './faults.ts';
import { filterSchema } from './gmail/mailbox-settings.ts';
import { refreshRefusal, switchesSchema } from './switches.ts';

/**
 * The control over HTTP, for a demo whose parts are processes of their own. It asks for a key that only the demo
 * knows, and refuses browsers: no page, whichever it is, may turn the emulator's switches.
 */
const controlKeyHeader = 'x-control-key';

export const answerControl = async (control: GoogleControl, key: string | undefined, request: Request, url: URL): Promise<Response> => {
  const given = request.headers.get(controlKeyHeader);
  if (key === undefined || given === null || !sameText(given, key) || request.headers.has('origin')) {
    return Response.json({ error: 'The emulator takes orders only from the demo and its tests.' }, { status: 403 });
  }
  const action = url.pathname.slice('/__control/'.length);
  if (request.method === 'GET' && action === 'switches') return Response.json(control.switches());
  if (request.method === 'GET' && action === 'usage') return Response.json(control.usage(url.searchParams.get('email') ?? undefined));
  if (request.method === 'GET' && action === 'sent-mails') return Response.json(control.sentMails());
  if (request.method === 'GET' && action === 'ledger') return Response.json(control.ledger.entries);
  const order = actions[action];
  if (request.method !== 'POST' || order === undefined) return Response.json({ error: `There is no order “${action}”.` }, { status: 404 });
  const problem = order(control, await readJson(request));
  if (problem !== undefined) return Response.json({ error: `The order “${action}” cannot be read at “${problem}”.` }, { status: 400 });
  return Response.json(control.switches());
};

/** Answers where the body did not fit, or undefined when the order was carried out. */
type Order = (control: GoogleControl, body: unknown) => string | undefined;

const order =
  <S extends z.ZodMiniType>(schema: S, run: (control: GoogleControl, body: z.output<S>) => void): Order =>
  (control, body) => {
    const decoded = decode(schema, body);
    if (!decoded.ok) return decoded.failure.at || 'body';
    run(control, decoded.value);
    return undefined;
  };

const email = z.string().check(z.regex(/^[^\s@]+@[^\s@]+$/));
const nothing = z.strictObject({});
const texts = z.array(z.string());

const actions: Readonly<Record<string, Order>> = {
  change: order(z.partial(switchesSchema), (control, switches) => control.change(switches)),
  'choose-account': order(z.strictObject({ email: z.nullable(email) }), (control, body) => control.change({ chosenAccount: body.email ?? undefined })),
  'fail-next': order(z.strictObject({ endpoint: backEndpoint, faults: z.array(fault) }), (control, body) =>
    control.failNext(body.endpoint, ...body.faults),
  ),
  revoke: order(z.strictObject({ email }), (control, body) => control.revoke(body.email)),
  'refuse-refresh': order(z.strictObject({ email, cause: z.nullable(refreshRefusal) }), (control, body) => {
    control.refuseRefresh(body.email, body.cause ?? undefined);
    control.expireAccessTokens();
  }),
  'expire-access': order(nothing, (control) => control.expireAccessTokens()),
  'switch-gmail': order(z.strictObject({ email, on: z.boolean() }), (control, body) =>
    control.putAccount({ ...control.account(body.email), gmail: body.on }),
  ),
  'reassign-address': order(z.strictObject({ email }), (control, body) => control.reassignAddress(body.email)),
  'change-address': order(z.strictObject({ email, newEmail: email }), (control, body) => control.changeAddress(body.email, body.newEmail)),
  advance: order(z.strictObject({ milliseconds: z.int() }), (control, body) => control.advance(body.milliseconds)),
  deliver: order(
    z.strictObject({ email, from: z.string(), subject: z.string(), text: z.exactOptional(z.string()), inReplyTo: z.exactOptional(z.string()), labels: z.exactOptional(texts) }),
    (control, { email: to, labels, ...letter }) => void control.deliver(to, letter, { labels }),
  ),
  'put-filter': order(z.strictObject({ email, criteria: filterSchema.shape.criteria, action: filterSchema.shape.action }), (control, body) => {
    control.putFilter(body.email, { criteria: body.criteria, action: body.action });
  }),
  'expire-history': order(z.strictObject({ email }), (control, body) => control.expireHistory(body.email)),
  'behave-pushes': order(z.strictObject({ how: z.enum(['delivered', 'lost', 'doubled', 'held']) }), (control, body) => {
    control.behavePushes(body.how);
    if (body.how !== 'held') control.releasePushes();
  }),
  reset: order(nothing, (control) => control.reset()),
};

const readJson = async (request: Request): Promise<unknown> => {
  try {
    return await request.json();
  } catch {
    // What is not JSON fits no order; the schema says so.
    return undefined;
  }
};

const sameText = (a: string, b: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
};
