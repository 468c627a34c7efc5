import * as z from 'zod';
import { endpoints, errorBodySchema, type FailureCode } from '../../contract/index.ts';
import { jsonHeaders } from './error-response.ts';
import { failureMessage, failureStatus } from './failure-status.ts';
import { openRoute, type ApiRoute, type OpenRoute, type Schema } from './route.ts';

/** What every route may refuse with, before its own handler is asked. */
const everyRoute: readonly FailureCode[] = [
  'token-refused',
  'origin-refused',
  'content-type-refused',
  'request-malformed',
  'too-many-requests',
  'service-unavailable',
  'internal',
];

type Json = Readonly<Record<string, unknown>>;

/** The description of the API, in OpenAPI 3.1, from the same declarations that serve it. */
export const openApiDocument = (routes: readonly ApiRoute[], serviceOrigin: string, version: string): Json => {
  const paths: Record<string, Record<string, Json>> = {
    [endpoints.openapi]: {
      get: { operationId: 'describe', summary: 'This description.', security: [], responses: { 200: { description: 'OpenAPI 3.1.' } } },
    },
  };
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'gmail-connect-kit',
      version,
      description: 'What the elements and a host’s backend ask of the service. Refusals carry a code, never what an upstream said.',
    },
    servers: [{ url: serviceOrigin }],
    paths,
    components: {
      schemas: { ErrorBody: jsonSchema(errorBodySchema, 'output') },
      securitySchemes: {
        user: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A user token, with the page’s Origin.' },
        server: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A server token, without any Origin.' },
      },
    },
  };
};

const operation = (route: ApiRoute): Json => ({
  operationId: route.name,
  summary: route.summary,
  security: [{ [route.caller]: [] }],
  parameters: [...parametersOf(route), ...headerParameters(route)],
  ...(route.request === undefined
    ? {}
    : { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(route.request, 'input') } } } }),
  responses: {
    ...done(route),
    ...refusals(route),
  },
});

const done = ({ streams, response }: ApiRoute): Json => {
  if (streams) return { 200: { description: 'Events, until the token ends.', content: { 'text/event-stream': { schema: { type: 'string' } } } } };
  if (response === undefined) return { 204: { description: 'Done.' } };
  return { 200: { description: 'Done.', content: { 'application/json': { schema: jsonSchema(response, 'output') } } } };
};

const parametersOf = (route: ApiRoute): readonly Json[] => {
  const schema = route.params === undefined ? {} : jsonSchema(route.params, 'input');
  const properties = 'properties' in schema && typeof schema['properties'] === 'object' ? (schema['properties'] as Json) : {};
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: properties[name] ?? { type: 'string' } })),
    ...Object.entries(properties)
      .filter(([name]) => !inPath.includes(name))
      .map(([name, property]) => ({ name, in: 'query', required: false, schema: property })),
  ];
};

const headerParameters = (route: ApiRoute): readonly Json[] =>
  route.caller === 'user' && route.method !== 'GET'
    ? [{ name: 'X-Requested-With', in: 'header', required: true, schema: { const: 'gmail-connect-kit' } }]
    : [];

/** One response per status; the codes that share it stand in its description. */
const refusals = (route: ApiRoute): Json => {
  const own: FailureCode[] = route.request === undefined ? [] : ['body-too-large'];
  if (route.caller === 'user' && route.method !== 'GET') own.push('header-missing');
  const codes = [...new Set([...everyRoute, ...own, ...route.failures])];
  const statuses = [...new Set(codes.map((code) => failureStatus[code]))].sort();
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: codes
          .filter((code) => failureStatus[code] === status)
          .map((code) => `\`${code}\`: ${failureMessage[code]}`)
          .join('\n'),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/ErrorBody' } } },
      },
    ]),
  );
};

/** OpenAPI 3.1 speaks JSON Schema 2020-12 by default, so that the schema's own `$schema` is left out. */
const jsonSchema = (schema: Schema, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io });
  return rest;
};

export const openApiRoute = (document: Json): OpenRoute => {
  const text = JSON.stringify(document);
  const headers = { ...jsonHeaders, 'Content-Type': 'application/json; charset=utf-8' };
  return openRoute(endpoints.openapi, async () => new Response(text, { headers }));
};
