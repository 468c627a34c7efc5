import { assert } from '@open-wc/testing';
import 'axe-core/axe.js';
import type axe from 'axe-core';
import { sendKeys } from '@web/test-runner-commands';
import { ReplyTrackerList } from '../../../src/elements.ts';
import { define } from '../../../src/define.ts';
import { givenReply } from '../../client/replies/given-reply.ts';
import { all, givenList, one, press } from './given-list.ts';
import { everyVerdict, listStates, type ListStateName } from './list-states.ts';
import { createList, settled } from './list-world.ts';

const violations = async (element: Element): Promise<string[]> => {
  const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
  const { violations: found } = await run(element, { rules: { region: { enabled: false } } });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html: node, any }) => `${id}: ${node.slice(0, 120)} ${any[0]?.message ?? ''}`));
};

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => givenReply({ subject: `Subject ${index}`, receivedAt: new Date(Date.parse('2026-03-03T12:00:00.000Z') - index * 60_000).toISOString() }));

const read = (element: HTMLElement): string => element.innerText.replaceAll(/[\u2068\u2069]/g, '').replaceAll(/\s+/g, ' ').trim();

describe('the list of replies', () => {
  for (const name of Object.keys(listStates) as ListStateName[]) {
    it(`has no accessibility violation at “${name}”, in light and in dark colours, wide and narrow`, async () => {
      const world = await givenList(listStates[name]);
      for (const [scheme, width] of [['light', 720], ['dark', 280]] as const) {
        world.list.theme = scheme;
        world.list.parentElement?.style.setProperty('inline-size', `${width}px`);
        await settled(world.list);
        assert.deepEqual(await violations(world.list), [], `${scheme} ${width}`);
      }
    });
  }

  it('says of each mail what it is, how sure that is, and why', async () => {
    const world = await givenList({ rows: everyVerdict, attributes: { style: '--gck-list-height: 3000px' } });
    assert.deepEqual(all(world, '.mail .chips').map((chips) => read(chips)), [
      'Reply', 'Possible reply', 'Out of office until Sep 8', 'Bounced', 'Not delivered yet', 'Accepted the meeting', 'Reply, forwarded Handled', 'Reply found in Spam', 'Not about my email', 'Opened notice', 'Mailing list found in Trash',
    ]);
    assert.equal(read(one(world, '.why')), 'Certain. Answers your email. Same person you wrote to.');
    assert.deepEqual(all(world, '.why').slice(8).map((why) => read(why)), [
      'Corrected by you. It had been judged as: Reply.',
      'Certain. It only says that your email was opened.',
      'Unsure. The service found more than this page has words for.',
    ]);
  });

  it('keeps a hundred thousand rows in a page of a few dozen, and shows the last of them', async () => {
    const world = await givenList({ rows: many(100_000) });
    const scroller = one(world, '.scroll');
    assert.isBelow(all(world, '.thread').length, 60);
    scroller.scrollTop = scroller.scrollHeight;
    scroller.dispatchEvent(new Event('scroll'));
    await settled(world.list);
    const last = all(world, '.thread').at(-1);
    assert.equal(last?.getAttribute('aria-posinset'), '100000');
    assert.equal(last?.getAttribute('aria-setsize'), '100000');
    assert.isBelow(all(world, '.thread').length, 60);
    // So far down the browser itself counts in steps of whole pixels.
    assert.approximately(last?.getBoundingClientRect().bottom ?? 0, scroller.getBoundingClientRect().bottom, 8);
  });

  it('fills the rows of the page anew after a leap, and leaves the focus in none of them', async () => {
    const world = await givenList({ rows: many(1_000) });
    const scroller = one(world, '.scroll');
    one(world, '.thread').focus();
    const before = new Set(all(world, '.thread'));
    scroller.scrollTop = scroller.scrollHeight / 2;
    scroller.dispatchEvent(new Event('scroll'));
    await settled(world.list);
    const after = all(world, '.thread');
    assert.isAbove(after.filter((row) => before.has(row)).length, after.length / 3);
    for (const row of after) assert.include(row.textContent, `Subject ${row.dataset['index']}`);
    assert.equal(world.list.shadowRoot?.activeElement, one(world, '.rows'));
    scroller.scrollTop += 700;
    scroller.dispatchEvent(new Event('scroll'));
    await settled(world.list);
    const subjects = all(world, '.thread').map((row) => Number(/Subject (\d+)/.exec(row.textContent)?.[1]));
    assert.deepEqual(subjects, subjects.map((_, index) => (subjects[0] ?? 0) + index));
  });

  it('holds what the person reads where it is when a mail comes above it', async () => {
    const world = await givenList({ rows: many(200) });
    const scroller = one(world, '.scroll');
    scroller.scrollTop = 5_000;
    scroller.dispatchEvent(new Event('scroll'));
    await settled(world.list);
    const topOf = (subject: string): number | undefined => all(world, '.thread').find((row) => row.textContent.includes(subject))?.getBoundingClientRect().top;
    const before = topOf('Subject 60');
    world.say({ type: 'reply', era: 'first', reply: givenReply({ subject: 'Just now', receivedAt: '2026-03-03T12:06:00.000Z', change: 5_000 }) });
    await settled(world.list);
    assert.isDefined(before);
    assert.approximately(topOf('Subject 60') ?? 0, before ?? 0, 1);
    await press(world, '1 new');
    assert.equal(scroller.scrollTop, 0);
    assert.include(one(world, '.thread').textContent, 'Just now');
  });

  it('goes from row to row by keys, opens by Enter, and gives the focus back', async () => {
    const world = await givenList({ rows: many(100) });
    one(world, '.thread').focus();
    const at = (): string | undefined => (world.list.shadowRoot?.activeElement as HTMLElement | null)?.dataset['index'];
    await sendKeys({ press: 'ArrowDown' });
    await settled(world.list);
    assert.equal(at(), '1');
    await sendKeys({ press: 'End' });
    await settled(world.list);
    assert.equal(at(), '99');
    await sendKeys({ press: 'Enter' });
    await settled(world.list);
    assert.isTrue(one<HTMLDialogElement>(world, 'dialog').open);
    assert.include(read(one(world, '.plain')), 'Yes, please send the contract.');
    await press(world, 'Show quoted text');
    assert.include(read(one(world, '.plain')), 'Shall we renew?');
    await sendKeys({ press: 'Escape' });
    await settled(world.list);
    assert.lengthOf(all(world, 'dialog'), 0);
    assert.equal(at(), '99');
  });

  it('corrects a verdict by a menu that keys can use, and offers to take that back', async () => {
    const world = await givenList({ rows: everyVerdict.slice(3, 4) });
    one(world, '.thread').focus();
    one(world, '[data-menu]').focus();
    await sendKeys({ press: 'Enter' });
    await settled(world.list);
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'Enter' });
    await settled(world.list);
    assert.include(world.calls, 'correct reply');
    assert.equal(read(one(world, '.chips')), 'Reply');
    assert.deepEqual(world.events.filter(([name]) => name === 'reply-corrected').map(([, detail]) => (detail as { verdict: string }).verdict), ['reply']);
    one(world, '[data-menu]').click();
    await settled(world.list);
    await press(world, 'Take back: Automatic reply');
    assert.include(world.calls, 'correct as-judged');
  });

  it('leaves the menu by Escape, with the focus on its button', async () => {
    const world = await givenList({ rows: everyVerdict.slice(3, 4) });
    one(world, '.thread').focus();
    one(world, '[data-menu]').focus();
    await sendKeys({ press: 'Enter' });
    await settled(world.list);
    await sendKeys({ press: 'Escape' });
    await settled(world.list);
    assert.lengthOf(all(world, '.menu'), 0);
    assert.equal(world.list.shadowRoot?.activeElement, one(world, '[data-menu]'));
  });

  it('confirms a possible reply in its row', async () => {
    const world = await givenList({ rows: everyVerdict.slice(2, 3) });
    await press(world, 'Confirm reply');
    assert.include(world.calls, 'correct reply');
    assert.lengthOf(all(world, '.ask'), 0);
  });

  it('finds by name a moment after the typing, and leads back when nothing matches', async () => {
    const world = await givenList({ rows: everyVerdict });
    one(world, 'input').focus();
    await sendKeys({ type: 'ortega' });
    await world.pass();
    assert.lengthOf(all(world, '.thread'), 1);
    await sendKeys({ type: ' valparaiso' });
    await world.pass();
    assert.include(read(one(world, '.blank')), 'Nothing matches “ortega valparaiso”');
    await press(world, 'Clear search and filters');
    assert.lengthOf(all(world, '.thread'), 11);
    assert.equal(one<HTMLInputElement>(world, 'input').value, '');
  });

  it('tells of new mails together and politely, and its host of each', async () => {
    const world = await givenList({ rows: [] });
    for (const change of [7_001, 7_002]) world.say({ type: 'reply', era: 'first', reply: givenReply({ change }) });
    await world.pass();
    assert.equal(one(world, '#news').textContent, '2 new emails came back.');
    const received = world.events.filter(([name]) => name === 'reply-received');
    assert.lengthOf(received, 2);
    assert.notInclude(JSON.stringify(received), 'Renewal');
  });

  it('shows nothing of one person to the next, not for a frame', async () => {
    const world = await givenList({ rows: everyVerdict });
    await press(world, 'Renewal for 40 seats');
    world.signIn('somebody-else');
    world.page.comeBack();
    await new Promise(requestAnimationFrame);
    assert.lengthOf(all(world, 'dialog'), 0);
    assert.notInclude(world.list.shadowRoot?.textContent ?? '', 'Lindqvist');
    await settled(world.list);
    assert.include(read(one(world, '.blank')), 'No replies yet');
  });

  it('shows markup in a mail as the text that it is', async () => {
    const world = await givenList({ rows: [givenReply({ subject: '<img src=x onerror=alert(1)>', from: { name: '<b>Eve</b>', address: 'eve@globex.example' } })] });
    assert.lengthOf(all(world, '.thread img, .who b b'), 0);
    assert.include(read(one(world, '.mail')), '<b>Eve</b>');
  });

  it('goes on after it was taken out and put back', async () => {
    const world = await givenList({ rows: everyVerdict });
    const { parentElement } = world.list;
    world.list.remove();
    assert.equal(world.page.listeners(), 0);
    parentElement?.append(world.list);
    await settled(world.list);
    assert.isAbove(all(world, '.thread').length, 5);
  });

  it('stands twice in one page, each with its own search', async () => {
    const world = await givenList({ rows: everyVerdict });
    const other = createList({ rows: everyVerdict });
    world.list.after(other.list);
    await settled(other.list);
    one(world, 'input').focus();
    await sendKeys({ type: 'ortega' });
    await world.pass();
    assert.lengthOf(all(world, '.thread'), 1);
    assert.isAbove(all(other, '.thread').length, 5);
  });

  it('is defined once, however often the script is loaded', () => {
    define();
    define();
    assert.equal(customElements.get('reply-tracker-list'), ReplyTrackerList);
  });
});
