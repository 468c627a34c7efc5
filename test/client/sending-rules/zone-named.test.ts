import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zoneNamed } from '../../../src/client/sending-rules/zone-named.ts';

for (const [typed, zone] of [
  ['Europe/Paris', 'Europe/Paris'],
  ['europe/paris ', 'Europe/Paris'],
  ['Paris', 'Europe/Paris'],
  ['new york', 'America/New_York'],
  ['São Paulo', 'America/Sao_Paulo'],
  ['reykjav', 'Atlantic/Reykjavik'],
  ['utc', 'UTC'],
  ['Asia/Calcutta', 'Asia/Calcutta'],
  ['a', undefined],
  ['', undefined],
  ['Atlantis', undefined],
  ['Mars/Olympus', undefined],
] as const) {
  test(`“${typed}” is ${zone ?? 'no zone'}`, () => assert.equal(zoneNamed(typed), zone));
}
