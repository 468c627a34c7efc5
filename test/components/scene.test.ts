import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newsOf, placeOf, sceneOf } from '../../src/components/gmail-connect-wizard/scene.ts';
import { states, type StateName } from './states.ts';

const scene = (name: StateName): string => sceneOf(states[name].connect, states[name].card);
const place = (name: StateName): string => placeOf(states[name].connect, states[name].card);
const news = (name: StateName): string => newsOf(states[name].connect, states[name].card);

test('the card stands where a mailbox is connected, and the steps where none is', () => {
  assert.deepEqual((['loading', 'unknown', 'step 4', 'connected', 'slow'] as const).map(scene), ['loading', 'unknown', 'step', 'card', 'card']);
});

test('an attempt under way comes before whatever the card knows', () => {
  const { connect } = states['steps 7 to 9'];
  assert.deepEqual((['loading', 'unknown', 'connected'] as const).map((name) => sceneOf(connect, states[name].card)), ['step', 'step', 'step']);
});

test('the person is somewhere else when a question is asked, and where it is answered', () => {
  const names = ['steps 7 to 9', 'window closed?', 'code by hand', 'what Google says', 'Google says internal'] as const;
  assert.equal(new Set(names.map(place)).size, names.length);
});

test('a wrong code leaves the person where they are', () => {
  assert.equal(place('code by hand'), place('code was wrong'));
});

test('the question whether to disconnect is a place, and its answer being awaited is the same one', () => {
  assert.notEqual(place('disconnect?'), place('connected'));
  assert.equal(place('disconnect?'), place('disconnecting'));
});

test('a connection that stops working is news, in the same place', () => {
  assert.equal(place('connected'), place('reconnect needed'));
  assert.notEqual(news('connected'), news('reconnect needed'));
});

test('a refresh that changes nothing is no news', () => {
  assert.equal(news('connected'), news('connected, checking'));
  assert.equal(news('connected'), news('stale'));
});
