import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { createLog } from '../../../src/server/operations/log.ts';
import type { LogFields } from '../../../src/server/ports.ts';

const lineOf = (fields?: LogFields): Record<string, unknown> => {
  const lines: string[] = [];
  createLog((line) => lines.push(line)).info('flow-prepared', fields);
  const { time: _time, ...rest } = z.record(z.string(), z.unknown()).parse(JSON.parse(lines.join('')));
  return rest;
};

test('a line has the fields that are allowed, and drops every other', () => {
  const beside = { flowId: 'f1', status: 200, refreshToken: 'CANARY', email: 'CANARY', url: 'CANARY', err: new Error('CANARY') };
  assert.deepEqual(lineOf(beside), { level: 'info', flowId: 'f1', status: 200, msg: 'flow-prepared' });
});

test('a field that is not a text or a number is dropped', () => {
  const odd = { at: { nested: 'CANARY' }, failure: ['CANARY'], user: undefined } as unknown as LogFields;
  assert.deepEqual(lineOf(odd), { level: 'info', msg: 'flow-prepared' });
});

test('a host’s text cannot break out of its line, nor fill the log', () => {
  const lines: string[] = [];
  createLog((line) => lines.push(line)).warn('request-answered', { jti: `a\n{"level":"error"}${'x'.repeat(1000)}` });
  assert.equal(lines.join('').trimEnd().split('\n').length, 1);
  assert.ok(lines.join('').length < 350);
});
