import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judged } from '../given-mail.ts';
import { people } from './people.ts';

test('what people and newsletters write is not taken for a machine’s answer', async () => {
  const found = [];
  for (const { is: _, ...mail } of people) found.push([mail.subject, mail.body, (await judged(mail)).verdict]);
  assert.deepEqual(
    found,
    people.map(({ subject, body, is }) => [subject, body, is]),
  );
});
