import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { createApp, productRoutes } from '../../../src/server/app.ts';
import { endpoints, errorBodySchema, replyEndpoints, sendingEndpoints } from '../../../src/contract/index.ts';
import { failureMessage, failureStatus } from '../../../src/server/http/failure-status.ts';
import { givenPorts, serviceOrigin } from '../given-ports.ts';

const operation = z.looseObject({
  operationId: z.string(),
  summary: z.string().min(5),
  security: z.array(z.partialRecord(z.enum(['user', 'server']), z.array(z.never()))),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.enum(['path', 'header', 'query']), required: z.boolean() })).default([]),
  requestBody: z.looseObject({ content: z.looseObject({ 'application/json': z.looseObject({ schema: z.looseObject({}) }) }) }).optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string() })),
});

const document = z.looseObject({
  openapi: z.literal('3.1.0'),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  servers: z.array(z.object({ url: z.literal(serviceOrigin) })),
  paths: z.record(z.string(), z.partialRecord(z.enum(['get', 'post', 'delete']), operation)),
  components: z.looseObject({ schemas: z.looseObject({ ErrorBody: z.looseObject({}) }) }),
});

const described = async () => {
  const { ports } = givenPorts();
  const response = await createApp(ports)(new Request(`${serviceOrigin}${endpoints.openapi}`));
  assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8');
  return { document: document.parse(await response.json()), routes: productRoutes(ports).filter((route) => route.kind === 'api') };
};

/** `/v1/flows/{}`: where an id stands, whatever it is called. */
const shape = (path: string): string => path.replaceAll(/\{\w+\}|:\w+/g, '{}');

test('the description has every address of the contract, and no other', async () => {
  const { document } = await described();
  // Google's Pub/Sub calls that one, as Google describes it.
  const { googlePush: _googles, ...replies } = replyEndpoints;
  const contract = [endpoints, replies, sendingEndpoints].flatMap((some) => Object.values<string | ((id: string) => string)>(some)).map((endpoint) => shape(typeof endpoint === 'string' ? endpoint : endpoint('{id}')));
  assert.deepEqual(Object.keys(document.paths).map(shape).sort(), [...new Set(contract)].sort());
});

test('each route is described once, with who may call it, what it takes and what it gives', async () => {
  const { document, routes } = await described();
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    const found = document.paths[path]?.[z.enum(['get', 'post', 'delete']).parse(route.method.toLowerCase())];
    assert.ok(found, `${route.method} ${path}`);
    assert.equal(found.operationId, route.name);
    assert.deepEqual(found.security, [{ [route.caller]: [] }]);
    assert.equal(found.requestBody === undefined, route.request === undefined);
    assert.ok((route.response === undefined && !route.streams ? '204' : '200') in found.responses);
    const inPath = found.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => `{${name}}`);
    assert.deepEqual(inPath, path.match(/\{\w+\}/g) ?? []);
    assert.ok(found.parameters.every((parameter) => parameter.required === (parameter.in !== 'query')));
    for (const code of [...route.failures, 'token-refused', 'internal'] as const) {
      assert.match(found.responses[failureStatus[code]]?.description ?? '', new RegExp(`\`${code}\``), `${route.name} ${code}`);
    }
  }
  const names = routes.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
});

test('every failure of the contract has a status and a sentence', () => {
  const body = z.toJSONSchema(errorBodySchema);
  const codes = [...JSON.stringify(body).matchAll(/"(?:const|enum)":(\[[^\]]*\]|"[^"]*")/g)].flatMap(([, values = '[]']) => [JSON.parse(values)].flat() as unknown[]);
  for (const [code, status] of Object.entries(failureStatus)) {
    assert.ok(codes.includes(code), code);
    assert.ok(status >= 400 && status < 600);
    assert.match(failureMessage[code as keyof typeof failureMessage], /^[A-Z][^<>{}]*\.$/);
  }
});
