import { assert } from '@open-wc/testing';
import 'axe-core/axe.js';
import type axe from 'axe-core';
import { sendKeys } from '@web/test-runner-commands';
import { define } from '../../../src/define.ts';
import { SendScheduler } from '../../../src/elements.ts';
import type { QueueBatch, QueueMail } from '../../../src/contract/index.ts';
import { givenForecast, givenOutgoing } from '../../client/outgoing/given-outgoing.ts';
import { everyState } from './every-state.ts';
import { all, attach, fileOf, givenScheduler, one, press, read, type } from './given-scheduler.ts';
import { rowsOf, schedulerStates } from './scheduler-states.ts';
import { createScheduler, settled, type Given, type World } from './scheduler-world.ts';

const violations = async (element: Element): Promise<string[]> => {
  const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
  const { violations: found } = await run(element, { rules: { region: { enabled: false } } });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html: node, any }) => `${id}: ${node.slice(0, 160)} ${any[0]?.message ?? ''}`));
};

/** The form with a mail that can go. */
const written = async (given: Given = {}): Promise<World> => {
  const world = await givenScheduler(given);
  await press(world, 'New email');
  await type(world, '#to', 'Anna Lindqvist <anna@globex.example>,');
  await type(world, '#subject', 'Renewal');
  await type(world, '.text', 'Shall we renew?');
  await world.pass();
  return world;
};
const unload = (): boolean => {
  const event = new Event('beforeunload', { cancelable: true });
  dispatchEvent(event);
  return event.defaultPrevented;
};

describe('the scheduler', () => {
  for (const [name, { then, ...given }] of Object.entries(schedulerStates)) {
    it(`has no accessibility violation at “${name}”, in light and in dark colours, wide and narrow`, async () => {
      const world = await givenScheduler(given);
      await then?.(world);
      for (const [scheme, width] of [['light', 900], ['dark', 280]] as const) {
        world.scheduler.theme = scheme;
        world.scheduler.parentElement?.style.setProperty('inline-size', `${width}px`);
        await settled(world.scheduler);
        assert.deepEqual(await violations(world.scheduler), [], `${scheme} ${width}`);
        const { scrollWidth, clientWidth } = world.scheduler;
        assert.isAtMost(scrollWidth, clientWidth, `wider than its place at ${width}`);
      }
    });
  }

  it('says of each mail how it stands, why, and what can be done', async () => {
    const world = await givenScheduler({ mails: everyState, attributes: { 'settings-url': '/settings/email' } });
    assert.deepEqual(rowsOf(world).map((row) => row.replace(/ (Tomorrow|Thu 5 Mar)? ?\d\d:\d\d(?= |$)/, '')), [
      'Not sent Paul Girard Follow-up Was due at 08:00; the mail service was back at 10:40. Send now Tomorrow 09:00 Cancel',
      'Unclear Nour Haddad Order form Tried at 09:00. Gmail gave no clear answer, and it is not in the sent mail. It may have left all the same. It was sent Send it again Cancel',
      'Waiting Luis Ortega Pilot terms Waiting for reconnection; not lost. Reconnect Another time Cancel',
      'Checking with Gmail Eva Roth Contract Gmail gave no clear answer. Its sent mail is looked through first, so that nothing goes twice.',
      'Sending Sam Lee Invoice On its way to Gmail.',
      'Waiting Ivo Marek Reminder Waiting a few seconds: Gmail takes only so many at once. Another time Edit Cancel',
      'Waiting Jonas Berg Offer v2 Held: resumes at 14:10. Gmail’s limit of emails in 24 hours is reached. Another time Edit Cancel',
      'Scheduled Karin Meyer and 2 more Renewal for 40 seats Kept by the mail service, not in Gmail. Edit Another time Send now Cancel',
      'Scheduled Mina Sato Agenda for Thursday 09:00 in Tokyo. Kept by the mail service, not in Gmail. Edit Another time Send now Cancel',
      'Sent Alan Price Security answers Open in Gmail (opens in a new tab)',
      'Failed Board list and 139 more Invitation 140 recipients; Gmail allows 100 per email here. One email for each',
      'Cancelled Anna Lindqvist Second reminder Anna Lindqvist replied at 09:04. Send anyway Write again',
      'Blocked Tom Weber No subject Unsubscribed: tom@mail.example Write again without them',
    ]);
  });

  it('sends a mail once, with some seconds to take it back, and its words come back with it', async () => {
    const world = await written();
    await press(world, 'Send');
    const [{ key = '', draft, ...queued } = {}] = world.queued as Partial<QueueMail>[];
    assert.match(key, /^key-/);
    assert.deepEqual(draft?.version, 1);
    assert.deepEqual(queued, { connectionId: 'connection-000001', mail: { text: 'Shall we renew?', to: [{ name: 'Anna Lindqvist', address: 'anna@globex.example' }], subject: 'Renewal' }, when: { kind: 'now' } });
    assert.equal(read(one(world, '.toast > span')), 'Sending in 10 s');
    await world.pass(3_000);
    assert.equal(read(one(world, '.toast > span')), 'Sending in 7 s');
    one(world, '.toast button').click();
    await settled(world.scheduler);
    await world.pass(100);
    assert.equal(one<HTMLTextAreaElement>(world, '.text').value, 'Shall we renew?');
    assert.lengthOf(world.calls.filter((call) => call.startsWith('cancel')), 1);
    assert.deepEqual(world.events.filter(([name]) => name === 'mail-queued').length, 1);
    assert.notInclude(JSON.stringify(world.events), 'Renewal');
  });

  it('keeps the text when nobody answers, and sends the same mail again under the same key', async () => {
    const world = await written({ refuses: { queue: { code: 'timed-out' } } });
    await press(world, 'Send');
    assert.include(read(one(world, '.plan .note')), 'Your text stays here');
    world.refuse({});
    await type(world, '.text', 'Shall we renew for a year?');
    await press(world, 'Send');
    const [first, second] = world.queued as QueueMail[];
    assert.deepEqual(second, first);
    assert.lengthOf(world.calls.filter((call) => call.startsWith('edit')), 1, 'what was written since is a change of that mail');
  });

  it('asks for a forecast before the click, and sends one mail for each person as one batch', async () => {
    const world = await written({ forecast: givenForecast({ alternatives: [{ kind: 'another-day', days: [{ date: '2026-03-04', mails: 2, firstAt: '2026-03-04T07:00:00.000Z', lastAt: '2026-03-04T07:00:30.000Z' }], dueAt: ['2026-03-04T07:00:00.000Z', '2026-03-04T07:00:30.000Z'] }] }) });
    assert.equal(read(one(world, '.sum')), '1 email: today at 13:06');
    await type(world, '#to', 'bob@globex.example,');
    await press(world, 'One email for each person');
    await world.pass();
    await press(world, 'All tomorrow');
    await press(world, 'Schedule 2 emails');
    const [batch] = world.queued as QueueBatch[];
    assert.deepEqual(batch?.mails.map(({ mail, when }) => [mail.to[0]?.address, when]), [
      ['anna@globex.example', { kind: 'at', wall: '2026-03-04T08:00', zone: 'Europe/Paris' }],
      ['bob@globex.example', { kind: 'at', wall: '2026-03-04T08:00', zone: 'Europe/Paris' }],
    ]);
  });

  it('asks which hour is meant when the clocks show it never, before anything is saved', async () => {
    const world = await givenScheduler(schedulerStates['hour does not exist']);
    await schedulerStates['hour does not exist']?.then?.(world);
    assert.include(read(one(world, '.when .note')), 'This time does not exist on that day: the clocks go forward.');
    world.refuse({});
    await press(world, '03:30');
    await world.pass();
    assert.lengthOf(all(world, '.when .note'), 0);
    await press(world, 'Schedule');
    assert.deepEqual((world.queued[0] as QueueMail).when, { kind: 'at', wall: '2026-03-29T02:30', zone: 'Europe/Paris', choice: 'later' });
  });

  it('keeps what is decided without a network, and tells it in order when that is back, each once', async () => {
    const [one1, two] = [givenOutgoing(), givenOutgoing()];
    const world = await givenScheduler({ mails: [one1, two] });
    world.offline(true);
    await world.pass();
    await press(world, 'Cancel');
    await press(world, 'Another time');
    await press(world, 'Tomorrow 08:00');
    assert.include(read(one(world, '.bar')), '2 changes are kept in this browser');
    assert.lengthOf(all(world, '.mail.local'), 2);
    assert.notInclude(JSON.stringify([...world.kept.values()]), 'Agenda');
    world.calls.length = 0;
    world.offline(false);
    world.page.comeBack();
    await world.pass(1_000);
    await world.pass(1_000);
    assert.deepEqual(world.calls.filter((call) => /^(cancel|time)/.test(call)), [`cancel ${one1.id} 1`, `time ${two.id} 1`]);
    assert.lengthOf(all(world, '.mail.local'), 0);
    assert.equal(world.kept.size, 0);
  });

  it('takes back what the service does not know yet', async () => {
    const world = await givenScheduler({ mails: [givenOutgoing()] });
    world.offline(true);
    await world.pass();
    await press(world, 'Cancel');
    await press(world, 'Undo');
    world.offline(false);
    world.page.comeBack();
    await world.pass(1_000);
    assert.lengthOf(world.calls.filter((call) => call.startsWith('cancel')), 0);
    assert.equal(world.kept.size, 0);
    assert.include(rowsOf(world)[0], 'Scheduled');
  });

  it('shows a mail that was changed in another window, and lets the person’s wish stand', async () => {
    const mail = givenOutgoing();
    const world = await givenScheduler({ mails: [mail] });
    world.change(mail.id, { chosen: { wall: '2026-03-06T08:00', zone: 'Europe/Paris' } });
    await press(world, 'Cancel');
    assert.include(read(one(world, '.mail .note')), 'Changed in another window There: Scheduled, Fri 6 Mar at 08:00. Kept by the mail service, not in Gmail. Here: Cancelled here.');
    await press(world, 'Keep mine');
    assert.include(world.calls, `cancel ${mail.id} 2`);
    assert.include(rowsOf(world)[0], 'Cancelled');
  });

  it('says honestly that a mail is already leaving', async () => {
    const world = await givenScheduler({ mails: [givenOutgoing()], refuses: { cancel: { code: 'outgoing-leaving' } } });
    await press(world, 'Cancel');
    assert.include(read(one(world, '.mail .note')), 'Already leaving: too late for that.');
  });

  it('warns before text is lost that the service does not have, and only then', async () => {
    const world = await givenScheduler({ refuses: { 'save-draft': { code: 'timed-out' } } });
    assert.isFalse(unload());
    await press(world, 'New email');
    assert.isFalse(unload());
    await type(world, '.text', 'Dear Anna');
    assert.isTrue(unload());
    assert.isTrue(world.scheduler.hasUnsavedText);
    await press(world, 'Close');
    await world.pass();
    assert.include(read(one(world, '.bar')), 'Discard what you wrote?');
    assert.include(read(one(world, '.draft')), 'The mail service did not answer. The draft is not saved yet; it is tried again by itself.');
    await press(world, 'Keep writing');
    assert.equal(one<HTMLTextAreaElement>(world, '.text').value, 'Dear Anna');
    world.refuse({});
    await world.pass();
    assert.include(read(one(world, '.draft')), 'Draft saved at 12:06');
    assert.isFalse(unload());
    assert.isFalse(world.scheduler.hasUnsavedText);
    await press(world, 'Close');
    assert.lengthOf(all(world, '.text'), 0);
    assert.lengthOf([...world.drafts.values()], 1);
  });

  it('begins with the draft that was being written, and discards it when the person says so twice', async () => {
    const before = await written();
    await press(before, 'Close');
    const world = await givenScheduler({ drafts: before.drafts });
    await press(world, 'New email');
    assert.include(read(one(world, '.bar')), 'The draft saved at 12:06 is here again.');
    assert.deepEqual([one<HTMLInputElement>(world, '#subject').value, one<HTMLTextAreaElement>(world, '.text').value, read(one(world, '.person'))], ['Renewal', 'Shall we renew?', 'Anna Lindqvist']);
    assert.isFalse(unload());
    assert.include(one(world, '#news').textContent, 'is here again');
    await press(world, 'Discard');
    await press(world, 'Discard');
    assert.lengthOf(all(world, '.text'), 0);
    assert.equal(world.drafts.size, 0);
    await press(world, 'New email');
    assert.equal(one<HTMLTextAreaElement>(world, '.text').value, '');
  });

  it('saves when a field is left, and the draft goes with its mail', async () => {
    const world = await givenScheduler();
    await press(world, 'New email');
    await type(world, '#to', 'anna@globex.example,');
    await type(world, '.text', 'Dear Anna');
    one(world, '.text').dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
    await settled(world.scheduler);
    const [draft] = [...world.drafts.values()];
    assert.equal(draft?.draft.mail.text, 'Dear Anna');
    await press(world, 'Send');
    assert.deepEqual((world.queued[0] as QueueMail).draft, { id: draft?.id, version: 1 });
    assert.equal(world.drafts.size, 0);
    await world.pass(60_000);
    assert.equal(world.drafts.size, 0, 'and it does not come back');
  });

  it('never overwrites what another window wrote, and keeps both texts', async () => {
    const one1 = await written();
    const other = await givenScheduler({ drafts: one1.drafts });
    await press(other, 'New email');
    await type(other, '.text', 'from the other window');
    await other.pass();
    await type(one1, '.text', 'from this window');
    await one1.pass();
    assert.include(read(one(one1, '.bar')), 'This draft was changed in another window.');
    assert.isTrue(unload());
    await press(one1, 'Save mine as a draft of its own');
    assert.sameMembers([...one1.drafts.values()].map(({ draft }) => draft.mail.text), ['from the other window', 'from this window']);
    assert.include(read(one(one1, '.draft')), 'Draft saved');
  });

  it('lets another mail be written beside a draft, and leads back to it', async () => {
    const before = await written();
    const world = await givenScheduler({ drafts: before.drafts });
    await press(world, 'New email');
    await press(world, 'Write another');
    assert.equal(one<HTMLTextAreaElement>(world, '.text').value, '');
    await type(world, '.text', 'Dear Bob');
    await press(world, '12:06');
    assert.equal(one<HTMLTextAreaElement>(world, '.text').value, 'Shall we renew?');
    assert.sameMembers([...world.drafts.values()].map(({ draft }) => draft.mail.text), ['Shall we renew?', 'Dear Bob']);
  });

  it('does not replace what the person has begun by a draft that comes late', async () => {
    const before = await written();
    const world = await givenScheduler({ drafts: before.drafts });
    one(world, '.head button').click();
    await world.scheduler.updateComplete;
    const text = one<HTMLTextAreaElement>(world, '.text');
    text.value = 'Dear Bob';
    text.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settled(world.scheduler);
    assert.equal(one<HTMLTextAreaElement>(world, '.text').value, 'Dear Bob');
    assert.include(read(one(world, '.bar')), 'A draft is kept: 12:06');
  });

  it('sends from another address of the mailbox, and keeps it in the draft', async () => {
    const world = await written({ senders: ['lea@northpeak.example', 'sales@northpeak.example'] });
    const from = one<HTMLSelectElement>(world, '#from');
    assert.deepEqual([...from.options].map(({ text }) => text), ['lea@northpeak.example', 'sales@northpeak.example']);
    from.selectedIndex = 1;
    from.dispatchEvent(new Event('change', { bubbles: true }));
    await world.pass();
    assert.equal([...world.drafts.values()][0]?.draft.mail.from, 'sales@northpeak.example');
    await press(world, 'Send');
    assert.equal((world.queued[0] as QueueMail).mail.from, 'sales@northpeak.example');
  });

  it('offers to leave the sending hours aside where they are what holds the mail', async () => {
    const world = await written({ forecast: givenForecast({ because: 'sendHours' }) });
    await press(world, 'Leave outside my sending hours');
    await press(world, 'Send');
    assert.isTrue((world.queued[0] as QueueMail).anyHour);
    const usual = await written();
    assert.lengthOf(all(usual, '.plan .option'), 0);
    await press(usual, 'Send');
    assert.notProperty(usual.queued[0], 'anyHour');
  });

  it('shows many mails that leave as one line with its sum, and each of them to whoever wants to see it', async () => {
    const world = await givenScheduler(schedulerStates['a batch leaves']);
    const line = one(world, '.batch');
    assert.include(read(line), 'Leaving 41 of 120 sent Spring offer for your team');
    assert.include(read(line), '41 sent · 77 waiting · 1 stopped · 1 failed. The last leaves at 14:49. Show the emails');
    assert.deepEqual([one<HTMLProgressElement>(world, '.batch progress').value, one<HTMLProgressElement>(world, '.batch progress').max], [41, 120]);
    assert.lengthOf(rowsOf(world), 4);
    one(world, '.batch button').focus();
    await sendKeys({ press: 'Enter' });
    await settled(world.scheduler);
    assert.equal(world.scheduler.shadowRoot?.activeElement?.getAttribute('aria-expanded'), 'true');
    assert.lengthOf(all(world, '.mail.inside'), 99, 'as many lines as are drawn at once, its own among them');
    await press(world, 'Hide the emails');
    assert.lengthOf(rowsOf(world), 4);
  });

  it('leaves by the clock of each recipient where the host has said where they live', async () => {
    const world = await givenScheduler();
    world.scheduler.write({ to: [{ name: 'Mina Sato', address: 'mina@globex.example', zone: 'Asia/Tokyo' }], subject: 'Renewal' });
    await settled(world.scheduler);
    assert.lengthOf(all(world, '.when .option'), 0);
    await press(world, 'Tomorrow 08:00');
    await press(world, 'By the clock of each recipient (Tokyo)');
    await press(world, 'Schedule');
    assert.deepInclude(world.queued[0] as QueueMail, { when: { kind: 'at', wall: '2026-03-04T08:00', zone: 'Asia/Tokyo' }, recipientZone: 'Asia/Tokyo' });
    assert.deepEqual((world.queued[0] as QueueMail).mail.to, [{ name: 'Mina Sato', address: 'mina@globex.example' }]);
  });

  it('attaches files, which go with the mail, with each of a batch, and with the draft', async () => {
    const world = await written();
    await attach(world, fileOf('offer.pdf', 2 * 1024 * 1024), fileOf('prices.csv', 1_000));
    assert.deepEqual(all(world, '.file').map(read), ['offer.pdf 2 MB', 'prices.csv 1 kB']);
    assert.include(read(one(world, '.attached')), '2 files, 2 MB of 25 MB');
    await world.pass();
    const [draft] = [...world.drafts.values()];
    assert.lengthOf(draft?.draft.mail.attachments ?? [], 2);
    await press(world, 'Remove prices.csv');
    await type(world, '#to', 'bob@globex.example,');
    await press(world, 'One email for each person');
    await press(world, 'Send 2 emails');
    const [batch] = world.queued as QueueBatch[];
    const [first = ''] = draft?.draft.mail.attachments ?? [];
    assert.deepEqual(batch?.mails.map(({ mail }) => mail.attachments), [[first], [first]]);
  });

  it('sends no mail while a file of it is still on its way, and says how far that is', async () => {
    const world = await written({ slowUploads: true });
    await attach(world, fileOf('offer.pdf', 2 * 1024 * 1024));
    assert.equal(read(one(world, '.file')), 'offer.pdf 40%');
    assert.equal(one<HTMLProgressElement>(world, 'progress').value, 0.4);
    assert.isTrue(unload());
    await press(world, 'Send');
    assert.include(read(one(world, '.plan .note')), 'A file is still being uploaded.');
    assert.lengthOf(world.queued, 0);
    await world.arrive();
    assert.lengthOf(all(world, '.plan .note'), 0);
    await press(world, 'Send');
    assert.lengthOf((world.queued[0] as QueueMail).mail.attachments ?? [], 1);
  });

  it('closes without a file that has not arrived when the person says so, and keeps the text', async () => {
    const world = await written({ slowUploads: true });
    await attach(world, fileOf('offer.pdf', 1_000));
    await world.pass();
    await press(world, 'Close');
    await world.pass();
    assert.include(read(one(world, '.bar')), 'A file is not uploaded yet. The text stays a draft.');
    await press(world, 'Close without it');
    assert.lengthOf(all(world, '.text'), 0);
    assert.equal([...world.drafts.values()][0]?.draft.mail.text, 'Shall we renew?');
    assert.isFalse(unload());
  });

  it('keeps the focus with the files when one is removed by keys', async () => {
    const world = await written();
    await attach(world, fileOf('offer.pdf', 1_000));
    one(world, '.file .tool').focus();
    await sendKeys({ press: 'Enter' });
    await settled(world.scheduler);
    assert.lengthOf(all(world, '.file'), 0);
    assert.equal(read(world.scheduler.shadowRoot?.activeElement as HTMLElement), 'Attach files');
  });

  it('says before anything is uploaded what Gmail would not take', async () => {
    const world = await written();
    await attach(world, fileOf('setup.EXE', 10), fileOf('film.mov', 26 * 1024 * 1024), fileOf('one.zip', 20 * 1024 * 1024), fileOf('two.zip', 6 * 1024 * 1024));
    assert.deepEqual(all(world, '.file.warn').map(read), [
      'setup.EXE 1 kB Gmail takes no files of this kind (.exe).',
      'film.mov 26 MB Too large: Gmail takes 25 MB. Send a link to it instead.',
      'two.zip 6 MB Too large together with the others: Gmail takes 25 MB per email.',
    ]);
    assert.deepEqual(world.calls.filter((call) => call.startsWith('upload')), ['upload one.zip']);
    await press(world, 'Send');
    assert.lengthOf(world.queued, 1);
  });

  it('keeps a file that could not be uploaded, and tries it again', async () => {
    const world = await written({ refuses: { upload: { code: 'network-failed' } } });
    await attach(world, fileOf('offer.pdf', 1_000));
    assert.include(read(one(world, '.file')), 'Not uploaded. You are offline, or the mail service cannot be reached.');
    await press(world, 'Send');
    assert.include(read(one(world, '.plan .note')), 'A file was not uploaded. Try it again, or remove it.');
    world.refuse({});
    await press(world, 'Try again');
    assert.equal(read(one(world, '.file')), 'offer.pdf 1 kB');
  });

  it('takes files that are dropped on the form', async () => {
    const world = await written();
    const held = new DataTransfer();
    held.items.add(fileOf('offer.pdf', 1_000));
    const over = new DragEvent('dragover', { dataTransfer: held, bubbles: true, cancelable: true });
    one(world, '.text').dispatchEvent(over);
    await settled(world.scheduler);
    assert.isTrue(over.defaultPrevented, 'else the browser would open the file');
    assert.lengthOf(all(world, '.hovering'), 1);
    one(world, '.text').dispatchEvent(new DragEvent('drop', { dataTransfer: held, bubbles: true, cancelable: true }));
    await settled(world.scheduler);
    assert.deepEqual(all(world, '.file').map(read), ['offer.pdf 1 kB']);
    assert.lengthOf(all(world, '.hovering'), 0);
  });

  it('finds the files of a draft again, and says which are kept no more', async () => {
    const before = await written();
    await attach(before, fileOf('offer.pdf', 1_000), fileOf('prices.csv', 1_000));
    await before.pass();
    const [first = ''] = [...before.drafts.values()][0]?.draft.mail.attachments ?? [];
    const world = await givenScheduler({ drafts: before.drafts, files: [{ id: first, name: 'offer.pdf', size: 1_000, type: '', keptUntil: '2026-03-06T12:00:00.000Z' }] });
    await press(world, 'New email');
    assert.deepEqual(all(world, '.file').map(read), ['offer.pdf 1 kB']);
    assert.include(read(one(world, '.attached')), 'A file of this draft is not kept any more. Attach it again.');
  });

  it('has nothing of what is written in the storage of the browser', async () => {
    const world = await written();
    await type(world, '.text', 'a word that is nowhere else');
    await world.pass();
    assert.notInclude(JSON.stringify([{ ...localStorage }, { ...sessionStorage }]), 'nowhere else');
    const names = (await indexedDB.databases()).map(({ name }) => name);
    assert.notInclude(JSON.stringify(names), 'draft');
  });

  it('gives the text of a scheduler that left the page to the next one, for the same person alone', async () => {
    const world = await givenScheduler({ user: 'lea' });
    await press(world, 'New email');
    await type(world, '.text', 'Dear Anna');
    const { parentElement } = world.scheduler;
    world.scheduler.remove();
    assert.isFalse(unload(), 'nothing listens any more');
    assert.equal(world.page.listeners(), 0);
    const next = createScheduler({ user: 'lea' });
    parentElement?.append(next.scheduler);
    await settled(next.scheduler);
    assert.equal(one<HTMLTextAreaElement>(next, '.text').value, 'Dear Anna');
    next.scheduler.remove();
    const other = createScheduler({ user: 'max' });
    parentElement?.append(other.scheduler);
    await settled(other.scheduler);
    assert.lengthOf(all(other, '.text'), 0);
  });

  it('shows nothing of one person to the next, not for a frame', async () => {
    const world = await givenScheduler({ mails: everyState });
    await press(world, 'New email');
    await type(world, '.text', 'Dear Anna');
    world.signIn('somebody-else');
    world.page.comeBack();
    await new Promise(requestAnimationFrame);
    assert.notInclude(world.scheduler.shadowRoot?.textContent ?? '', 'Girard');
    assert.lengthOf(all(world, '.text'), 0);
    await settled(world.scheduler);
    assert.include(read(one(world, '.blank')), 'Nothing is waiting to leave');
  });

  it('lets a person say which mail leaves next, and the row keeps the focus where it goes', async () => {
    const waits = { dueAt: '2026-03-03T11:00:00.000Z', state: { kind: 'waiting', because: 'messagesPerDay', leavesAt: '2026-03-03T14:10:00.000Z' } } as const;
    const mails = ['Ann', 'Bob', 'Cleo', 'Dan'].map((name) => givenOutgoing({ to: [{ name, address: `${name}@globex.example` }], ...waits }));
    const world = await givenScheduler({ mails });
    const names = (): string[] => all(world, '.who b').map(read);
    const focused = (): string => world.scheduler.shadowRoot?.activeElement?.getAttribute('aria-label')?.replaceAll(/[\u2068\u2069]/g, '') ?? world.scheduler.shadowRoot?.activeElement?.getAttribute('data-id') ?? '';
    const button = (words: string): HTMLElement => {
      const found = all(world, '.moves button').find((each) => each.ariaLabel?.replaceAll(/[\u2068\u2069]/g, '') === words);
      if (!found) throw new Error(`There is no “${words}”`);
      return found;
    };
    button('Move up: Cleo').focus();
    await sendKeys({ press: 'Enter' });
    await settled(world.scheduler);
    assert.deepEqual(names(), ['Ann', 'Cleo', 'Bob', 'Dan']);
    assert.equal(focused(), 'Move up: Cleo');
    assert.equal(read(one(world, '#news')), 'Cleo leaves at place 2 of 4.');
    await sendKeys({ press: 'Alt+ArrowDown' });
    await settled(world.scheduler);
    assert.deepEqual(names(), ['Ann', 'Bob', 'Cleo', 'Dan']);
    await press(world, 'Leave next: Cleo');
    assert.deepEqual(names(), ['Cleo', 'Ann', 'Bob', 'Dan']);
    assert.equal(button('Move up: Cleo').getAttribute('aria-disabled'), 'true');
    assert.lengthOf(world.calls.filter((call) => call.startsWith('order')), 3);
  });

  it('keeps a new order without a network, and carries it out when that is back', async () => {
    const waits = { dueAt: '2026-03-03T11:00:00.000Z', state: { kind: 'waiting', because: 'messagesPerDay', leavesAt: '2026-03-03T14:10:00.000Z' } } as const;
    const mails = ['Ann', 'Bob', 'Cleo'].map((name) => givenOutgoing({ to: [{ name, address: `${name}@globex.example` }], ...waits }));
    const world = await givenScheduler({ mails });
    world.offline(true);
    await press(world, 'Leave next: Cleo');
    assert.deepEqual(all(world, '.who b').map(read), ['Cleo', 'Ann', 'Bob']);
    assert.include(read(one(world, '.local')), 'To leave next. The mail service does not know it yet.');
    assert.deepEqual([...world.kept.values()].map(({ wish }) => wish), [{ kind: 'order', place: { kind: 'first' } }]);
    world.offline(false);
    await world.pass(20_000);
    await world.pass(20_000);
    assert.deepEqual(all(world, '.who b').map(read), ['Cleo', 'Ann', 'Bob']);
    assert.equal(world.kept.size, 0);
    world.refuse({ order: { code: 'order-changed' } });
    await press(world, 'Leave next: Bob');
    assert.include(read(one(world, '.note')), 'The order has changed meanwhile.');
  });

  it('is written and sent by keys alone, and leads the focus with the person', async () => {
    const world = await givenScheduler();
    one(world, '.head button').focus();
    await sendKeys({ press: 'Enter' });
    await settled(world.scheduler);
    assert.equal(world.scheduler.shadowRoot?.activeElement?.id, 'to');
    await sendKeys({ type: 'anna@globex.example' });
    await sendKeys({ press: 'Enter' });
    await settled(world.scheduler);
    assert.equal(read(one(world, '.person')), 'anna@globex.example');
    await sendKeys({ press: 'Backspace' });
    await settled(world.scheduler);
    assert.lengthOf(all(world, '.person'), 0);
    await sendKeys({ type: 'anna@globex.example,' });
    one(world, '#subject').focus();
    await sendKeys({ type: 'Hello' });
    await sendKeys({ press: 'Enter' });
    await settled(world.scheduler);
    assert.lengthOf(world.queued, 1);
    assert.equal(world.scheduler.shadowRoot?.activeElement?.id, 'heading');
    assert.include(one(world, '#news').textContent, 'It can still be undone.');
  });

  it('keeps the focus in the row whose controls went away', async () => {
    const mails = [givenOutgoing(), givenOutgoing()];
    const world = await givenScheduler({ mails });
    const focused = (): string | undefined => (world.scheduler.shadowRoot?.activeElement as HTMLElement | null)?.dataset['id'];
    all(world, '.mail')[1]?.querySelector<HTMLElement>('.why button:last-of-type')?.focus();
    await sendKeys({ press: 'Enter' });
    await settled(world.scheduler);
    assert.include(world.calls, `cancel ${mails[1]?.id} 1`);
    assert.equal(focused(), mails[1]?.id);
    one(world, '.kind').focus();
    world.page.comeBack();
    await world.pass(20_000);
    assert.isUndefined(focused(), 'and leaves it where the person takes it');
  });

  it('opens the form for a host that knows whom to write to', async () => {
    const world = await givenScheduler();
    world.scheduler.write({ to: [{ name: 'Anna Lindqvist', address: 'anna@globex.example' }], subject: 'Renewal', reference: 'deal-7' });
    await settled(world.scheduler);
    await type(world, '.text', 'Shall we?');
    world.scheduler.write({ subject: 'Something else' });
    await settled(world.scheduler);
    await press(world, 'Send');
    assert.deepInclude((world.queued[0] as QueueMail).mail, { subject: 'Renewal', text: 'Shall we?', reference: 'deal-7' });
  });

  it('says where scheduled emails are kept, in the list and beside the time', async () => {
    const world = await givenScheduler();
    assert.include(read(one(world, '.blank')), 'not in Gmail’s own “Scheduled” folder');
    await press(world, 'Write an email');
    assert.include(read(one(world, '.plan')), 'not in Gmail’s own “Scheduled” folder');
  });

  it('shows markup in a mail as the text that it is', async () => {
    const world = await givenScheduler({ mails: [givenOutgoing({ subject: '<img src=x onerror=alert(1)>', to: [{ name: '<b>Eve</b>', address: 'eve@globex.example' }] })] });
    assert.lengthOf(all(world, '.mail img, .who b b'), 0);
    assert.include(rowsOf(world)[0], '<b>Eve</b>');
  });

  it('goes on after it was taken out and put back', async () => {
    const world = await givenScheduler({ mails: everyState });
    const { parentElement } = world.scheduler;
    world.scheduler.remove();
    assert.equal(world.page.listeners(), 0);
    parentElement?.append(world.scheduler);
    await settled(world.scheduler);
    assert.lengthOf(all(world, '.mail'), everyState.length);
    await press(world, 'Cancel');
    assert.isTrue(world.calls.some((call) => call.startsWith('cancel')));
  });

  it('is defined once, however often the script is loaded', () => {
    define();
    define();
    assert.equal(customElements.get('send-scheduler'), SendScheduler);
  });
});
