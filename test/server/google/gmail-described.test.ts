import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import * as z from 'zod/mini';
import { largestMailBytes } from '../../../src/server/sending/channel/mail-size.ts';
import { anna, lea, startGmail, type GivenGmail } from './given-gmail.ts';

/** Google's own description of the Gmail API; what the client asks is checked against it where the machine has the file. */
const discoveryFile = process.env['GMAIL_DISCOVERY'];

const parameter = z.looseObject({ location: z.optional(z.string()), required: z.optional(z.boolean()), enum: z.optional(z.array(z.string())), type: z.string() });
const methodSchema = z.object({
  id: z.string(),
  path: z.string(),
  httpMethod: z.string(),
  parameters: z.record(z.string(), parameter),
  response: z.optional(z.object({ $ref: z.string() })),
  mediaUpload: z.optional(z.object({ maxSize: z.string(), protocols: z.object({ simple: z.object({ multipart: z.literal(true), path: z.string() }) }) })),
});
const property: z.ZodMiniType<Property> = z.lazy(() => z.looseObject({ $ref: z.optional(z.string()), items: z.optional(property) }));
interface Property {
  $ref?: string | undefined;
  items?: Property | undefined;
}
const resource = z.looseObject({ methods: z.optional(z.record(z.string(), methodSchema)), resources: z.optional(z.record(z.string(), z.unknown())) });
const description = z.looseObject({
  parameters: z.record(z.string(), parameter),
  schemas: z.record(z.string(), z.looseObject({ properties: z.optional(z.record(z.string(), property)) })),
});

const methodsIn = (described: unknown): z.infer<typeof methodSchema>[] => {
  const { methods = {}, resources = {} } = z.parse(resource, described);
  return [...Object.values(methods), ...Object.values(resources).flatMap(methodsIn)];
};

const fits = (path: string, pathname: string): boolean => new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(pathname);

let given: GivenGmail;
before(async () => {
  given = await startGmail();
});
after(() => given.close());

/** Every question that the port knows, asked once. */
const askEverything = async ({ google, gmail, access }: GivenGmail): Promise<void> => {
  const token = access();
  const { historyId } = google.control.mailbox(lea);
  const { id, threadId } = google.control.deliver(lea, { from: anna, subject: 'Offer', text: 'Hello' });
  const large = Buffer.from(`To: ${lea}\r\nSubject: Offer\r\n\r\n${'x'.repeat(4_000_000)}`);
  const answers = [
    await gmail.newestHistory(token),
    await gmail.addedSince(token, { after: historyId, page: undefined }),
    await gmail.receivedSince(token, { after: 0, page: undefined }),
    await gmail.headers(token, id),
    await gmail.wholeMail(token, id),
    await gmail.watch(token, 'projects/p/topics/t'),
    await gmail.unwatch(token),
    await gmail.mailRules(token),
    await gmail.ownAddresses(token),
    await gmail.sentSince(token, { after: 0, page: undefined }),
    await gmail.findByMessageId(token, 'uuid@northpeak.example'),
    await gmail.sendMail(token, { bytes: Buffer.from(`To: ${lea}\r\n\r\nHello`), threadId: undefined }),
    await gmail.sendMail(token, { bytes: large, threadId: undefined }),
    await gmail.sendMail(token, { bytes: large, threadId }),
  ];
  assert.ok(answers.every(({ ok }) => ok));
  const methods = new Set(Object.keys(google.control.usage(lea).calls));
  assert.ok(methods.size >= answers.length - 5);
};

test('every request of the client is one that Google’s own description has', { skip: discoveryFile === undefined && 'GMAIL_DISCOVERY names no file' }, async () => {
  const described: unknown = JSON.parse(readFileSync(discoveryFile ?? '', 'utf8'));
  const { parameters: standard, schemas } = z.parse(description, described);
  const methods = methodsIn(described);

  /** Names of a mask that the schema has not, as paths. */
  const strangers = (mask: string, schema: string | undefined): string[] => {
    const groups: (string | undefined)[] = [schema];
    let place = schema;
    let last = schema;
    const strange: string[] = [];
    for (const [token] of mask.matchAll(/\w+|[(),/]/g)) {
      if (token === '(') groups.push(last);
      if (token === ')') groups.pop();
      if (token === '(' || token === '/') place = last;
      else if (token === ',' || token === ')') place = groups.at(-1);
      else {
        const found = schemas[place ?? '']?.properties?.[token];
        if (found === undefined) strange.push(`${place ?? '?'}.${token}`);
        last = found?.$ref ?? found?.items?.$ref;
      }
    }
    return strange;
  };

  const upload = methods.find(({ id }) => id === 'gmail.users.messages.send')?.mediaUpload;
  assert.ok(largestMailBytes <= Number(upload?.maxSize));

  await askEverything(given);
  for (const request of given.asked) {
    const url = new URL(request.url);
    const method = methods
      .filter(({ httpMethod, path, mediaUpload }) => httpMethod === request.method && [`/${path}`, mediaUpload?.protocols.simple.path ?? ''].some((each) => fits(each, url.pathname)))
      .sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
    assert.ok(method !== undefined, `${request.method} ${url.pathname}`);
    for (const [name, value] of url.searchParams) {
      const known: z.infer<typeof parameter> | undefined = method.parameters[name] ?? standard[name];
      assert.ok(known !== undefined && known.location !== 'path', `${method.id} has no ${name}`);
      assert.ok(known.enum?.includes(value) ?? true, `${method.id} ${name}=${value}`);
      if (known.type === 'integer') assert.match(value, /^\d+$/);
    }
    const missing = Object.entries(method.parameters).filter(([name, { required, location }]) => required === true && location === 'query' && !url.searchParams.has(name));
    assert.deepEqual(missing, []);
    assert.deepEqual(strangers(url.searchParams.get('fields') ?? '', method.response?.$ref), [], method.id);
  }
});
