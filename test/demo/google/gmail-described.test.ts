import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as z from 'zod/mini';
import { decode } from '../../../src/contract/decode.ts';
import { gmailMethods, type GmailMethod } from '../../../demo/google/gmail/methods.ts';

/** Google's own description of the Gmail API; a check against it runs where the machine has the file. */
const discoveryFile = process.env['GMAIL_DISCOVERY'];

const methodSchema = z.object({ id: z.string(), path: z.string(), httpMethod: z.string(), scopes: z.array(z.string()) });
type Described = z.infer<typeof methodSchema>;
const resource = z.looseObject({ methods: z.optional(z.record(z.string(), methodSchema)), resources: z.optional(z.record(z.string(), z.unknown())) });

const methodsIn = (described: unknown): Described[] => {
  const { methods = {}, resources = {} } = z.parse(resource, described);
  return [...Object.values(methods), ...Object.values(resources).flatMap(methodsIn)];
};

test('every emulated method stands where Google’s own description has it, for the same scopes', { skip: discoveryFile === undefined && 'GMAIL_DISCOVERY names no file' }, () => {
  const description = decode(resource, JSON.parse(readFileSync(discoveryFile ?? '', 'utf8')));
  assert.ok(description.ok, 'the file is no description of the Gmail API');
  const described = new Map(methodsIn(description.value).map((method) => [method.id, method]));
  for (const [name, { verb, path, scopes }] of Object.entries<GmailMethod>(gmailMethods)) {
    const own = described.get(`gmail.users.${name}`);
    const place = `gmail/v1/users/{userId}/${path.replace(/:(\w+)/g, '{$1}')}`;
    assert.deepEqual([name, own?.httpMethod, own?.path, own?.scopes.toSorted()], [name, verb, place, scopes.toSorted()]);
  }
});
