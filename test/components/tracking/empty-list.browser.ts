import { assert } from '@open-wc/testing';
import { givenMailbox, givenReply, givenTracking } from '../../client/replies/given-reply.ts';
import { onItsWay, seen } from '../../client/tracking/given-proof.ts';
import { all, givenList, one, press } from '../reply-tracker-list/given-list.ts';
import { settled, type Given } from '../reply-tracker-list/list-world.ts';
import { answersOf, path } from './tracking-states.ts';

const read = (element: HTMLElement): string => element.innerText.replaceAll(/[\u2068\u2069]/g, '').replaceAll(/\d+:\d\d\s[AP]M/g, 'h:mm').replaceAll(/\s+/g, ' ').trim();

const empty = (change: Given = {}): Given => ({ rows: [], answers: answersOf({}), ...change });

describe('a list without replies', () => {
  it('tests tracking at a press, as the card does, and tells its host', async () => {
    let looks = 0;
    const world = await givenList(empty({ answers: { ...answersOf({}), [`GET ${path}/proof`]: () => ((looks += 1) < 2 ? onItsWay : seen('2026-03-03T12:06:10.000Z')) } }));
    assert.include(read(one(world, '[part=proof]')), 'Not verified yet');
    await press(world, 'Test tracking');
    assert.include(read(one(world, '[part=proof] [role=status]')), 'The marked email was sent');
    await world.pass();
    await world.pass();
    assert.include(read(one(world, '[part=proof]')), 'Verified h:mm, took 3 s');
    assert.deepEqual(world.events.filter(([name]) => name === 'tracking-verified'), [['tracking-verified', { connectionId: 'connection-000001', tookMs: 3_000 }]]);
  });

  it('tests each of several mailboxes by itself', async () => {
    const other = givenMailbox({ connectionId: 'connection-000002', email: 'team@northpeak.example' });
    const world = await givenList(empty({ tracking: givenTracking(givenMailbox(), other, givenMailbox({ connectionId: 'connection-000003', state: { kind: 'not-permitted' } })) }));
    assert.deepEqual(all(world, '.proof-of > p').map(read), ['lea@northpeak.example', 'team@northpeak.example']);
  });

  it('says that no mailbox is connected, and leads to where one is', async () => {
    const world = await givenList(empty({ tracking: givenTracking(), attributes: { 'settings-url': '/settings/email' } }));
    assert.equal(read(one(world, '.fresh')), 'Not connected');
    assert.equal(one(world, '.blank a').getAttribute('href'), `${location.origin}/settings/email`);
    assert.lengthOf(all(world, '[part=proof]'), 0);
  });

  it('leaves the connecting to its host where no page is named for it', async () => {
    const world = await givenList(empty({ tracking: givenTracking() }));
    await press(world, 'Connect a mailbox');
    assert.deepEqual(world.events.filter(([name]) => name === 'mailbox-wanted'), [['mailbox-wanted', null]]);
  });

  it('says it, too, above what was found before', async () => {
    const world = await givenList({ rows: [givenReply()], tracking: givenTracking(), attributes: { 'settings-url': '/settings/email' } });
    assert.equal(read(one(world, '.notices')), 'No mailbox is connected What was found stays here; nothing new is found. Connect a mailbox');
    assert.equal(read(one(world, '.fresh')), 'Not connected');
  });

  it('is live where a mailbox is connected', async () => {
    const world = await givenList(empty());
    assert.match(read(one(world, '.fresh')), /^Live/);
    await settled(world.list);
  });
});
