import { assert } from '@open-wc/testing';
import 'axe-core/axe.js';
import type axe from 'axe-core';
import { givenCheckUp, givenFinding, narrow, onItsWay, seen } from '../../client/tracking/given-proof.ts';
import { control, focused, givenWizard, press, settled, type World } from '../given-wizard.ts';
import { answersOf, connectionOf, path, trackingStates, type Said, type TrackingStateName } from './tracking-states.ts';

const given = async (said: Said): Promise<World> => {
  const world = await givenWizard({ connections: [connectionOf(said)], answers: answersOf(said) });
  await settled(world.wizard);
  return world;
};

const one = ({ wizard }: World, selector: string): HTMLElement => {
  const found = wizard.shadowRoot?.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`There is no ${selector}`);
  return found;
};

/** What stands there to be read; times as any time zone has them. */
const read = (element: HTMLElement): string =>
  element.innerText
    .replaceAll(/[\u2068\u2069]/g, '')
    .replaceAll(/\d+:\d\d\s[AP]M/g, 'h:mm')
    .replaceAll(/\s+/g, ' ')
    .trim();

const violations = async (element: Element): Promise<string[]> => {
  const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
  const { violations: found } = await run(element, { rules: { region: { enabled: false } } });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html: node, any }) => `${id}: ${node.slice(0, 120)} ${any[0]?.message ?? ''}`));
};

describe('tracking on the card', () => {
  for (const name of Object.keys(trackingStates) as TrackingStateName[]) {
    it(`has no accessibility violation and nothing that overflows at “${name}”, in light and in dark colours, wide and narrow`, async () => {
      const { wizard } = await given(trackingStates[name]);
      for (const details of wizard.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
      for (const [scheme, width] of [['light', 720], ['dark', 280]] as const) {
        wizard.theme = scheme;
        wizard.parentElement?.style.setProperty('inline-size', `${width}px`);
        await settled(wizard);
        assert.deepEqual(await violations(wizard), [], `${scheme} ${width}`);
        assert.isAtMost(wizard.scrollWidth, width);
      }
    });
  }

  for (const [name, words] of [
    ['calm', 'Reply tracking A reply is found within 60 seconds 31 emails are watched. Last check: h:mm. Verified h:mm, took 3 s A marked email to yourself was sent and found. Test tracking What a test costs, and what it does not prove'],
    ['late', 'Reply tracking Reply tracking is late: last check 2 hours ago A reply is usually found within 60 seconds. Nothing is lost: what came meanwhile is found with the next check. Check now Verified h:mm, took 3 s A marked email to yourself was sent and found. Test tracking What a test costs, and what it does not prove'],
    ['tested long ago', 'Reply tracking A reply is found within 60 seconds 31 emails are watched. Last check: h:mm. Not verified since January 3, h:mm A test shows whether tracking still works. Test tracking What a test costs, and what it does not prove'],
    ['reading not permitted', 'Reply tracking Reply tracking is off. The permission “Read your email” was not given to Google’s question.'],
  ] as const) {
    it(`says at “${name}” how tracking does`, async () => {
      assert.equal(read(one(await given(trackingStates[name]), '[part=tracking]')), words);
    });
  }

  it('names each setting with what it matches, what it does, who falls under it and what follows, alarms first', async () => {
    const world = await given(trackingStates['at risk']);
    const findings = [...(world.wizard.shadowRoot?.querySelectorAll<HTMLElement>('[part=finding]') ?? [])].map(read);
    assert.deepEqual(findings.map((words) => words.split(' What it does')[0]), ['Filter · in:anywhere Any reply', 'Forwarding of all email Any reply', 'Filter · from:(news@letters.example) Good to know', 'Forwarding of all email Good to know', 'Automatic answer Good to know']);
    assert.equal(findings[0], 'Filter · in:anywhere Any reply What it does: marks as read and skips the inbox. 1 tracked contact falls under it: anna@globex.example. Replies are found here all the same. You may not come across them in Gmail. Products that look at unread mail or at the inbox alone miss them. Open in Gmail (opens in a new tab) Ignore');
    assert.include(read(one(world, '[part=checkup]')), '2 settings in Gmail can hide any reply from you');
    assert.deepEqual(world.events, [['tracking-at-risk', { connectionId: 'connection-000001', causes: ['filter', 'auto-forwarding'] }]]);
  });

  it('tests tracking at a press, tells each stage, and its host that it was verified', async () => {
    const world = await given({});
    let looks = 0;
    world.calls.answers[`GET ${path}/proof`] = () => ((looks += 1) < 2 ? onItsWay : seen());
    await press(world, 'Test tracking');
    assert.include(read(one(world, '[part=proof] [role=status]')), 'The marked email was sent It is looked for in Gmail, until h:mm at the latest');
    assert.equal(control(world, 'Test tracking').getAttribute('aria-disabled'), 'true');
    await press(world, 'Test tracking');
    assert.lengthOf(world.calls.asked.filter((each) => each.startsWith(`POST ${path}/proof`)), 1);
    for (let turn = 0; turn < 2; turn += 1) {
      world.page.comeBack();
      await settled(world.wizard);
    }
    assert.include(read(one(world, '[part=proof]')), 'Verified h:mm, took 3 s');
    assert.equal(read(one(world, '[part=proof] [role=status]')), 'The marked email was sent It was found in Gmail after 3 s');
    assert.include(read(one(world, '[part=proof] details')), 'It counts as one email in the sending limits, and never as a reply. It does not prove: that what other people send arrives here');
    assert.deepEqual(world.events, [['tracking-verified', { connectionId: 'connection-000001', tookMs: 3_000 }]]);
  });

  it('says why nothing was tested, and lets it be tried again', async () => {
    const world = await given({ asked: () => ({ fails: { code: 'network-failed' } }) });
    await press(world, 'Test tracking');
    assert.equal(read(one(world, '[part=proof] .note')), 'Nothing was tested: You are offline, or the mail service cannot be reached. Tracking goes on without this page; nothing is missed.');
    assert.equal(control(world, 'Test tracking').getAttribute('aria-disabled'), null);
  });

  it('keeps the place of somebody who ignores a finding, and takes it back at a press', async () => {
    const world = await given({ checkUp: () => givenCheckUp(givenFinding(), narrow) });
    const button = one(world, '[part=finding] button');
    button.focus();
    button.click();
    await settled(world.wizard);
    assert.equal(focused(world), 'Check-up of Gmail’s settings');
    assert.include(read(one(world, '[part=checkup] [role=status]')), 'Nothing harms tracking; 1 setting to know of');
    assert.include(read(one(world, '[part=checkup]')), '1 ignored setting');
    await press(world, 'Mind it again');
    assert.include(read(one(world, '[part=checkup]')), '1 setting in Gmail can hide any reply from you');
  });

  it('reads the settings anew at a press', async () => {
    const world = await given({ checkUp: () => givenCheckUp(givenFinding()) });
    world.calls.answers[`GET ${path}/check-up`] = () => givenCheckUp();
    await press(world, 'Check again');
    assert.include(read(one(world, '[part=checkup]')), 'Nothing in Gmail’s settings harms tracking');
  });

  it('asks nothing any more once it has left the page, and goes on when it comes back', async () => {
    const world = await given({});
    const { parentElement } = world.wizard;
    world.wizard.remove();
    assert.equal(world.page.listeners(), 0);
    parentElement?.append(world.wizard);
    await settled(world.wizard);
    assert.include(read(one(world, '[part=tracking]')), 'A reply is found within 60 seconds');
  });

  it('is not drawn where Google refused the connection for good', async () => {
    const world = await given({ connection: { health: { kind: 'reconnect-needed', since: '2026-03-03T14:01:00.000Z', cause: 'unnamed' } } });
    assert.deepEqual(world.calls.asked, []);
  });
});
