import { assert } from '@open-wc/testing';
import 'axe-core/axe.js';
import type axe from 'axe-core';
import { hoursStates, keepsRules, nothingSet, office } from './hours-states.ts';
import { all, givenScheduler, one, press, read, type } from './given-scheduler.ts';
import type { World } from './scheduler-world.ts';

const violations = async (element: Element): Promise<string[]> => {
  const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
  const { violations: found } = await run(element, { rules: { region: { enabled: false } } });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html: node, any }) => `${id}: ${node.slice(0, 160)} ${any[0]?.message ?? ''}`));
};
const heading = (world: World): string => read(one(world, '#heading'));
const saved = (world: World): unknown => {
  const [last] = world.late.asked.filter((call) => call.startsWith('POST')).slice(-1);
  return last === undefined ? undefined : JSON.parse(last.slice(last.indexOf('{')));
};

describe('the sending hours', () => {
  for (const [name, { then, ...given }] of Object.entries(hoursStates)) {
    it(`have no accessibility violation at “${name}”, in light and in dark colours, wide and narrow`, async () => {
      const world = await givenScheduler(given);
      await then(world);
      for (const width of ['900px', '320px']) {
        world.scheduler.style.inlineSize = width;
        for (const theme of ['light', 'dark'] as const) {
          world.scheduler.theme = theme;
          await world.scheduler.updateComplete;
          assert.deepEqual(await violations(world.scheduler), []);
        }
        assert.isAtMost(world.scheduler.shadowRoot?.querySelector('.root')?.scrollWidth ?? 0, world.scheduler.clientWidth);
      }
    });
  }

  it('are set with the clock of this computer where the mailbox knows none', async () => {
    const world = await givenScheduler({ answers: keepsRules(nothingSet) });
    await press(world, 'Sending hours');
    assert.equal(heading(world), 'Sending hours');
    assert.equal(world.scheduler.shadowRoot?.activeElement?.id, 'heading');
    await press(world, 'In these hours');
    assert.include(read(one(world, '.sum')), 'Emails leave Monday to Friday between 08:00 and 18:00, Paris time.');
    await press(world, 'Save');
    assert.deepEqual(saved(world), { zone: 'Europe/Paris', hours: office.hours, seen: nothingSet });
    assert.equal(heading(world), 'Outgoing email');
    assert.include(read(one(world, '#news')), 'Sending hours are saved.');
    await press(world, 'New email');
    assert.lengthOf(all(world, '.bar.good'), 0);
  });

  it('take a city for its zone, and say what its clocks show', async () => {
    const world = await givenScheduler({ answers: keepsRules(office) });
    await press(world, 'Sending hours');
    await type(world, '#zone', 'tokyo');
    assert.include(read(one(world, '#there')), 'Asia/Tokyo. It is 21:06 there now.');
    one(world, '#zone').dispatchEvent(new Event('change'));
    await world.scheduler.updateComplete;
    assert.equal(one<HTMLInputElement>(world, '#zone').value, 'Asia/Tokyo');
    await press(world, 'Use Europe/Paris, as on this computer');
    assert.equal(one<HTMLInputElement>(world, '#zone').value, 'Europe/Paris');
  });

  it('are not saved without a day, and say so', async () => {
    const world = await givenScheduler({ answers: keepsRules(office) });
    await press(world, 'Sending hours');
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
      all<HTMLInputElement>(world, '.weekday input').find((each) => each.ariaLabel === day)?.click();
      await world.scheduler.updateComplete;
    }
    await press(world, 'Save');
    assert.include(read(one(world, '.note')), 'Choose at least one day.');
    assert.isUndefined(saved(world));
    await press(world, 'Every day');
    await press(world, 'Save');
    assert.deepEqual(saved(world), { ...office, hours: { ...office.hours, days: [1, 2, 3, 4, 5, 6, 7] }, seen: office });
  });

  it('show what another window set meanwhile, and let the person choose', async () => {
    const theirs = { zone: 'Asia/Tokyo', hours: null };
    for (const [choice, end] of [['Keep mine', { ...office, seen: theirs }], ['Keep the other', undefined]] as const) {
      const world = await givenScheduler({ answers: keepsRules(nothingSet, theirs) });
      await press(world, 'Sending hours');
      await press(world, 'In these hours');
      await press(world, 'Save');
      assert.include(read(one(world, '.note')), 'Changed in another window There: Emails leave at any hour.');
      await press(world, choice);
      if (end !== undefined) assert.deepEqual(saved(world), end);
      else assert.equal(one<HTMLInputElement>(world, '#zone').value, 'Asia/Tokyo');
    }
  });

  it('are nothing that the next person finds open', async () => {
    const world = await givenScheduler({ answers: keepsRules(office) });
    await press(world, 'Sending hours');
    world.signIn('somebody else');
    world.page.comeBack();
    await world.pass();
    assert.equal(heading(world), 'Outgoing email');
  });
});
