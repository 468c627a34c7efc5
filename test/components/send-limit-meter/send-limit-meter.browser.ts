import { assert } from '@open-wc/testing';
import 'axe-core/axe.js';
import type axe from 'axe-core';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import { speak } from '../../../src/client/messages/catalogue.ts';
import { SendLimitMeter } from '../../../src/elements.ts';
import { define } from '../../../src/define.ts';
import { givenNow, hour, mailsFrom } from '../../client/sending-limits/given-limits.ts';
import { all, givenMeter, one, read } from './given-meter.ts';
import { meterStateNames, meterStates } from './meter-states.ts';
import { createMeter, settled, type World } from './meter-world.ts';

const violations = async (element: Element): Promise<string[]> => {
  const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
  const { violations: found } = await run(element, { rules: { region: { enabled: false } } });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html: node, any }) => `${id}: ${node.slice(0, 120)} ${any[0]?.message ?? ''}`));
};

const resize = async ({ meter }: World, width: number): Promise<void> => {
  meter.parentElement?.style.setProperty('inline-size', `${width}px`);
  await settled(meter);
};

/** What stands out of the element, or is cut off at its own edge. */
const clipped = (world: World): string[] => {
  const edge = world.meter.getBoundingClientRect();
  return all(world, '*')
    .filter((each) => each.checkVisibility() && !each.closest('.sr, .axis, option, wbr'))
    .filter((each) => {
      const { left, right } = each.getBoundingClientRect();
      return left < edge.left - 1 || right > edge.right + 1;
    })
    .map((each) => `${each.tagName} ${each.className}`);
};

const openAll = (world: World): void => {
  for (const details of all<HTMLDetailsElement>(world, 'details')) details.open = true;
};

const says = (world: World): string[] => [read(one(world, '.left')), read(one(world, '.left + p'))];

describe('the meter of a sending limit', () => {
  afterEach(async () => emulateMedia({ forcedColors: 'none' }));

  for (const name of meterStateNames) {
    it(`has no accessibility violation at “${name}”, in light and in dark colours, wide and narrow, opened and as one line`, async () => {
      const world = await givenMeter(meterStates[name]);
      for (const [scheme, width] of [['light', 820], ['dark', 280]] as const) {
        world.meter.theme = scheme;
        await resize(world, width);
        openAll(world);
        assert.deepEqual(await violations(world.meter), [], `${scheme} ${width}`);
        assert.deepEqual(clipped(world), [], `${width}`);
      }
      world.meter.compact = true;
      await settled(world.meter);
      assert.deepEqual(await violations(world.meter), [], 'compact');
      assert.deepEqual(clipped(world), [], 'compact');
    });
  }

  it('says what is left, what comes back when, and what that means for what waits', async () => {
    assert.deepEqual(says(await givenMeter(meterStates.near)), ['83 left of 450', '83 left. 38 come back at 15:02. The 30 emails that wait fit.']);
    assert.deepEqual(says(await givenMeter(meterStates.calm)), ['279 left of 450', '171 count right now. 38 come back at 15:02. The 140 emails that wait fit.']);
    assert.deepEqual(says(await givenMeter(meterStates['very near'])), ['18 left of 450', '18 left. 38 come back at 15:02. 190 emails wait. The last leaves at 10:39 tomorrow.']);
    assert.deepEqual(says(await givenMeter(meterStates.reached)), ['Until 15:02', 'All 450 are used. 23 emails wait. They leave by themselves; none failed.']);
    assert.deepEqual(says(await givenMeter(meterStates.paused)), ['Until about 09:12 tomorrow', 'Google paused sending from this mailbox until about 09:12 tomorrow. 23 emails wait.']);
    assert.deepEqual(says(await givenMeter(meterStates['plan unknown'])), ['166 to 1,516 left', '284 count right now. 38 come back at 15:02. The 70 emails that wait fit.']);
    assert.deepEqual(says(await givenMeter(meterStates['nothing sent'])), ['450 left of 450', 'Nothing counts right now.']);
  });

  it('warns at 80 and at 95 per cent, and says why a number is what it is', async () => {
    const chip = async (name: keyof typeof meterStates): Promise<string> => read(one(await givenMeter(meterStates[name]), '.chip'));
    assert.deepEqual(await Promise.all((['near', 'very near', 'reached', 'reached, nothing waits', 'paused', 'asked to slow down', 'plan unknown'] as const).map(chip)), [
      '81% used', '96% used', 'Waiting', 'Limit reached', 'Paused by Google', 'Waiting a few seconds', 'Plan unknown',
    ]);
    const why = async (name: keyof typeof meterStates): Promise<string | undefined> => all(await givenMeter(meterStates[name]), '.left ~ p').map(read).at(-1);
    assert.equal(await why('plan unknown'), 'Gmail allows between 450 and 1,800 a day, depending on the plan, and does not say which this is. 450 are used until an administrator says.');
    assert.equal(await why('set by an administrator'), 'An administrator set this limit.');
    assert.equal(await why('slow start'), 'A new mailbox starts slowly: 75 from 13:36 tomorrow.');
    assert.equal(await why('learned from Google'), '320 is taken as the limit for some days, because Google stopped this mailbox there.');
    assert.equal(await why('recipients bind'), 'What is reached first: Different recipients outside your organization.');
  });

  it('counts down by itself while nothing is asked, and tells those who listen', async () => {
    const world = await givenMeter({ mailbox: { mails: [...mailsFrom(givenNow - 24 * hour + 50_000, 1), ...mailsFrom(givenNow - hour, 449)] } });
    assert.equal(read(one(world, '.left')), 'Until 14:06');
    world.say({ silent: true });
    await world.pass(50_000);
    assert.equal(read(one(world, '.left')), '1 left of 450');
    assert.equal(one(world, '#news').textContent, 'The sending limit is near: 1 left.');
    assert.deepEqual(world.events.map((detail) => (detail as { fullness: string }).fullness), ['reached', 'very-near']);
  });

  it('lives through midnight and a closed laptop: days are named anew, and what is old says so', async () => {
    const world = await givenMeter({ mailbox: { mails: mailsFrom(givenNow - 8 * hour, 100) } });
    assert.include(says(world)[1], '100 come back at 06:07 tomorrow');
    world.say({ silent: true });
    await world.pass(12 * hour);
    assert.include(says(world)[1], '100 come back at 06:07.');
    assert.include(read(one(world, '.bar')), 'These numbers are as of 14:06 yesterday, moved on by the clock.');
  });

  it('paints the picture as one image whose numbers stand in a table', async () => {
    const world = await givenMeter(meterStates.calm);
    const plot = one(world, '.plot');
    assert.equal(all(world, '.bars').length, 48);
    assert.equal(plot.getAttribute('role'), 'img');
    assert.include(plot.getAttribute('aria-label') ?? '', 'Emails that count towards the limit, hour by hour, from 14:06 yesterday to 14:06 tomorrow. In the next 24 hours at most');
    const [summary] = all(world, 'summary');
    summary?.focus();
    await sendKeys({ press: 'Enter' });
    const rows = all(world, 'details[open] tr').map(read);
    assert.include(rows, 'Now, 14:06 – 279');
    assert.include(rows, '15:02 38 317');
    assert.isTrue(rows.some((row) => /^14:06 136 35 – 171$/.test(row)), rows.join('\n'));
  });

  it('names the other limits, their pace and how many recipients an email may have', async () => {
    const world = await givenMeter(meterStates['recipients bind']);
    openAll(world);
    const text = read(one(world, '.foot'));
    for (const words of ['Different recipients outside your organization 1,500 1,800 300', 'Emails 120 1,800 1,680', 'Up to 100 recipients per email', 'Up to 25 emails in 45 seconds']) assert.include(text, words);
    assert.include(all<HTMLAnchorElement>(world, 'a').map(({ href }) => href), 'https://connect.example/limits?lang=en-GB');
  });

  it('asks for the mailbox where there are several', async () => {
    const world = await givenMeter(meterStates['two mailboxes']);
    assert.equal(read(one(world, '.left')), '298 left of 450');
    one(world, 'select').focus();
    await sendKeys({ press: 'ArrowDown' });
    await settled(world.meter);
    assert.include(world.calls, 'limits connection-000002');
    assert.equal(read(one(world, '.left')), '88 left of 450');
  });

  it('says what is missing and leads to the one thing that helps', async () => {
    const blank = async (name: keyof typeof meterStates): Promise<string[]> => {
      const world = await givenMeter(meterStates[name]);
      return [read(one(world, 'h3')), ...all(world, '.blank .btn').map(read)];
    };
    assert.deepEqual(await blank('failed'), ['The sending limit is not known right now', 'Try again']);
    assert.deepEqual(await blank('no mailbox'), ['No mailbox is connected', 'Connect a mailbox']);
    assert.deepEqual(await blank('sending not permitted'), ['Sending is off', 'Choose permissions again']);
    assert.deepEqual(await blank('sending refused'), ['Sending is off', 'Choose permissions again']);
  });

  it('tries again when it is asked to', async () => {
    const world = await givenMeter(meterStates.failed);
    world.say({ mailbox: {} });
    world.calls.length = 0;
    one(world, '.blank .btn').click();
    await settled(world.meter);
    assert.deepEqual(world.calls, ['connections']);
  });

  it('fits a toolbar as one line', async () => {
    const line = async (name: keyof typeof meterStates): Promise<string> => {
      const world = await givenMeter({ ...meterStates[name], attributes: { compact: '' } });
      return read(one(world, '.inline'));
    };
    assert.deepEqual(await Promise.all((['calm', 'near', 'reached', 'paused', 'loading', 'no mailbox'] as const).map(line)), [
      '279 left of 450', '83 left of 450 · 38 back at 15:02', 'Until 15:02 · 23 emails wait.', 'Until about 09:12 tomorrow · 23 emails wait.', 'Loading', 'No mailbox is connected',
    ]);
  });

  it('shows nothing of one person to the next, not for a frame', async () => {
    const world = await givenMeter(meterStates.near);
    world.signIn('somebody-else');
    world.page.comeBack();
    await new Promise(requestAnimationFrame);
    assert.notInclude(world.meter.shadowRoot?.textContent ?? '', 'lea@');
    assert.lengthOf(all(world, '.left'), 0);
    await settled(world.meter);
    assert.equal(read(one(world, 'h3')), 'No mailbox is connected');
  });

  it('follows another mailbox that the host names', async () => {
    const world = await givenMeter(meterStates['two mailboxes']);
    world.meter.connectionId = 'connection-000002';
    await settled(world.meter);
    assert.equal(read(one(world, '.left')), '88 left of 450');
    assert.lengthOf(all(world, 'select'), 0);
  });

  it('speaks French, hours included', async () => {
    const world = await givenMeter({ ...meterStates.near, attributes: { locale: 'fr' } });
    await speak('fr');
    await settled(world.meter);
    assert.equal(says(world)[1], 'Il en reste 83. 38 seront disponibles à 15 h 02. Les 30 e-mails en attente passeront.');
    await speak('en');
  });

  it('runs from right to left where the page does', async () => {
    const world = await givenMeter(meterStates.calm);
    world.meter.dir = 'rtl';
    await settled(world.meter);
    const [first, last] = [all(world, '.bars').at(0), all(world, '.bars').at(-1)];
    assert.isAbove(first?.getBoundingClientRect().left ?? 0, last?.getBoundingClientRect().left ?? 0);
    assert.deepEqual(clipped(world), []);
  });

  it('keeps its bars apart where colours are forced', async () => {
    await emulateMedia({ forcedColors: 'active' });
    const world = await givenMeter(meterStates.near);
    const looks = ['ours', 'out', 'plan'].map((kind) => {
      const { backgroundColor, borderTopStyle } = getComputedStyle(one(world, `.bars .${kind}`));
      return `${backgroundColor} ${borderTopStyle}`;
    });
    assert.lengthOf(new Set(looks), 3);
    assert.notInclude(looks.join(), 'none');
  });

  it('goes on after it was taken out and put back', async () => {
    const world = await givenMeter(meterStates.near);
    const { parentElement } = world.meter;
    world.meter.remove();
    assert.equal(world.page.listeners(), 0);
    parentElement?.append(world.meter);
    await world.pass(1_000);
    assert.equal(read(one(world, '.left')), '83 left of 450');
    assert.isAbove(world.page.listeners(), 0);
  });

  it('stands twice in one page', async () => {
    const world = await givenMeter(meterStates.near);
    const other = createMeter({ ...meterStates.calm, attributes: { compact: '' } });
    world.meter.after(other.meter);
    await settled(other.meter);
    assert.equal(read(one(other, '.inline')), '279 left of 450');
    assert.equal(read(one(world, '.left')), '83 left of 450');
  });

  it('is defined once, however often the script is loaded', () => {
    define();
    define();
    assert.equal(customElements.get('send-limit-meter'), SendLimitMeter);
  });
});
