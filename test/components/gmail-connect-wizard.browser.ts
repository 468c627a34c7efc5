import { assert, waitUntil } from '@open-wc/testing';
import { define } from '../../src/define.ts';
import { fail, succeed } from '../../src/contract/index.ts';
import { givenConnection, givenFlow, givenView } from '../client/given-mail-client.ts';
import { control, finish, focused, givenWizard, heading, press, settled, type World } from './given-wizard.ts';

const atGoogle = async (world: World): Promise<void> => press(world, 'Get Started', 'Next', 'OK');

const live = (world: World): string | undefined => world.wizard.shadowRoot?.querySelector('#news')?.textContent ?? undefined;

it('a person walks from Get Started to a connected mailbox', async () => {
  const world = await givenWizard();
  assert.equal(heading(world), 'Use your Gmail in Larkspur CRM');
  await press(world, 'Get Started');
  assert.equal(heading(world), 'How do you send emails?');
  await press(world, 'Next');
  assert.equal(heading(world), 'What Google will ask');
  await press(world, 'OK');
  assert.equal(heading(world), 'Continue in Google’s window');
  assert.equal(world.page.windows.length, 1);
  world.client.answers.connections = async () => succeed(givenView(givenConnection()));
  await finish(world);
  assert.equal(heading(world), 'Gmail is connected');
  await press(world, 'Done');
  assert.equal(heading(world), 'lea@northpeak.example');
});

it('from the settings a person walks through the gear, Email Settings and the tab first', async () => {
  const world = await givenWizard({ attributes: { entry: 'settings' } });
  await press(world, 'Settings', 'Email Settings', 'Email Connection');
  assert.equal(heading(world), 'Use your Gmail in Larkspur CRM');
});

it('where the host has settings pages of its own, step 1 leads there', async () => {
  const world = await givenWizard({ attributes: { entry: 'settings', 'settings-url': '/settings/account' } });
  assert.equal((control(world, 'Settings') as HTMLAnchorElement).href, `${location.origin}/settings/account`);
});

it('a settings address that is not a page is not linked', async () => {
  const world = await givenWizard({ attributes: { entry: 'settings', 'settings-url': 'javascript:alert(1)' } });
  assert.equal(control(world, 'Settings').tagName, 'BUTTON');
});

it('the host hears that an attempt started and that a mailbox is connected', async () => {
  const world = await givenWizard();
  await atGoogle(world);
  await finish(world);
  assert.deepEqual(world.events, [
    ['gmail-connect-started', { flowId: 'flow-000000000001' }],
    ['gmail-connected', { flowId: 'flow-000000000001', connectionId: 'connection-000001', email: 'lea@northpeak.example', granted: ['send', 'read'] }],
  ]);
});

it('the host hears which permission was withheld', async () => {
  const world = await givenWizard({
    before: (client) => (client.claimed = { connection: givenConnection({ granted: ['send'] }), withheld: ['read'] }),
  });
  await atGoogle(world);
  await finish(world);
  assert.equal(heading(world), 'Sending works. Reply tracking is off.');
  assert.deepEqual(world.events.at(-1), [
    'gmail-partially-connected',
    { flowId: 'flow-000000000001', connectionId: 'connection-000001', email: 'lea@northpeak.example', granted: ['send'], withheld: ['read'] },
  ]);
});

it('the host hears of a failed attempt by its code', async () => {
  const world = await givenWizard({ before: (client) => (client.answers.claim = async () => fail({ code: 'mailbox-taken' })) });
  await atGoogle(world);
  await finish(world);
  assert.equal(heading(world), 'This mailbox belongs to another user here');
  assert.deepEqual(world.events.at(-1), ['gmail-connect-failed', { flowId: 'flow-000000000001', code: 'mailbox-taken' }]);
});

it('a blocked window is told to the host and leaves one thing to do', async () => {
  const world = await givenWizard({ before: (_client, page) => (page.blocks = true) });
  await atGoogle(world);
  assert.equal(heading(world), 'Your browser blocked Google’s window');
  assert.equal(focused(world), 'Your browser blocked Google’s window');
  assert.deepEqual(world.events.at(-1), ['gmail-connect-failed', { flowId: 'flow-000000000001', code: 'window-blocked' }]);
});

it('events leave the shadow tree and carry no code and no token', async () => {
  const world = await givenWizard();
  const heard: Event[] = [];
  document.addEventListener('gmail-connected', (event) => heard.push(event), { once: true });
  await atGoogle(world);
  await finish(world);
  assert.deepEqual(heard.map(({ bubbles, composed }) => ({ bubbles, composed })), [{ bubbles: true, composed: true }]);
  assert.notInclude(JSON.stringify(world.events), 'f'.repeat(43));
});

it('choosing Outlook leaves the rest to the host', async () => {
  const world = await givenWizard({ attributes: { providers: 'gmail outlook' } });
  await press(world, 'Get Started');
  world.wizard.shadowRoot?.querySelector<HTMLInputElement>('[value=outlook]')?.click();
  await settled(world.wizard);
  await press(world, 'Next');
  assert.deepEqual(world.events, [['mail-provider-chosen', { provider: 'outlook' }]]);
  assert.equal(heading(world), 'How do you send emails?');
});

it('Outlook is not offered unless the host says so', async () => {
  const world = await givenWizard();
  await press(world, 'Get Started');
  assert.equal(world.wizard.shadowRoot?.querySelectorAll('[type=radio]').length, 1);
});

it('the first paint takes no focus', async () => {
  const world = await givenWizard();
  assert.equal(focused(world), undefined);
  assert.equal(document.activeElement, document.body);
});

it('each step takes the focus when the person acts', async () => {
  const world = await givenWizard();
  await press(world, 'Get Started');
  assert.equal(focused(world), 'How do you send emails?');
  await press(world, 'Back');
  assert.equal(focused(world), 'Use your Gmail in Larkspur CRM');
});

it('the focus returns to the wizard when Google has answered', async () => {
  const world = await givenWizard();
  await atGoogle(world);
  await finish(world);
  assert.equal(focused(world), 'Gmail is connected');
});

it('an answer that arrives while the person types elsewhere is announced and leaves the focus there', async () => {
  const world = await givenWizard();
  await atGoogle(world);
  const elsewhere = document.createElement('input');
  world.wizard.after(elsewhere);
  elsewhere.focus();
  await finish(world);
  assert.equal(document.activeElement, elsewhere);
  assert.equal(live(world), 'Gmail is connected');
});

it('news of the connection in the background moves no focus', async () => {
  const world = await givenWizard({ connections: [givenConnection()] });
  const health = { kind: 'reconnect-needed', since: '2026-03-03T14:01:00.000Z', cause: 'unnamed' } as const;
  world.client.answers.connections = async () => succeed(givenView(givenConnection({ health })));
  world.pass(60_000);
  world.page.comeBack();
  await settled(world.wizard);
  assert.equal(document.activeElement, document.body);
  assert.match(live(world) ?? '', /^Gmail disconnected on March 3/);
  assert.deepEqual(world.events, [['gmail-reconnect-needed', { connectionId: 'connection-000001' }]]);
});

it('a control that goes away by itself leaves its focus to the heading of where the person is', async () => {
  const world = await givenWizard({ connections: [givenConnection({ granted: ['send'] })] });
  control(world, 'Choose permissions again').focus();
  world.client.answers.connections = async () => succeed(givenView(givenConnection()));
  world.pass(60_000);
  world.page.comeBack();
  await settled(world.wizard);
  assert.equal(focused(world), 'lea@northpeak.example');
});

it('disconnecting asks first, says what stops and what stays, and is told to the host', async () => {
  const world = await givenWizard({ connections: [givenConnection()] });
  await press(world, 'Disconnect');
  assert.equal(focused(world), 'Disconnect this mailbox?');
  world.client.answers.connections = async () => succeed(givenView());
  await press(world, 'Disconnect');
  assert.deepEqual(world.client.callsOf('disconnect'), ['connection-000001']);
  assert.deepEqual(world.events, [['gmail-disconnected', { connectionId: 'connection-000001' }]]);
  assert.equal(heading(world), 'Use your Gmail in Larkspur CRM');
  assert.equal(focused(world), 'Use your Gmail in Larkspur CRM');
});

it('what Google said to the withdrawal is announced while the focus follows the person', async () => {
  const world = await givenWizard({ connections: [givenConnection()] });
  const waiting = { connectionId: 'connection-000001', email: 'lea@northpeak.example', disconnectedAt: '2026-03-03T14:02:00.000Z', state: 'waiting' } as const;
  world.client.answers.disconnect = async () => succeed({ withdrawal: 'waiting' });
  world.client.answers.connections = async () => succeed({ ...givenView(), withdrawals: [waiting] });
  await press(world, 'Disconnect', 'Disconnect');
  assert.equal(focused(world), 'Use your Gmail in Larkspur CRM');
  assert.match(live(world) ?? '', /Google has not confirmed it yet/);
  await press(world, 'Get Started');
  assert.equal(focused(world), 'How do you send emails?');
  world.client.answers.connections = async () => succeed(givenView());
  world.pass(60_000);
  world.page.comeBack();
  await settled(world.wizard);
  assert.match(live(world) ?? '', /Google has confirmed that the access is withdrawn/);
  assert.equal(focused(world), 'How do you send emails?');
});

it('keeping the connection changes nothing', async () => {
  const world = await givenWizard({ connections: [givenConnection()] });
  await press(world, 'Disconnect', 'Keep connected');
  assert.deepEqual(world.client.callsOf('disconnect'), []);
  assert.equal(focused(world), 'lea@northpeak.example');
});

it('taken out of the page and put back, the wizard goes on where it stood', async () => {
  const world = await givenWizard();
  await atGoogle(world);
  const parent = world.wizard.parentElement;
  world.wizard.remove();
  await settled(world.wizard);
  parent?.append(world.wizard);
  await settled(world.wizard);
  assert.equal(heading(world), 'Continue in Google’s window');
  await finish(world);
  assert.equal(heading(world), 'Gmail is connected');
});

it('a wizard taken out of the page leaves no listener behind', async () => {
  const world = await givenWizard();
  await atGoogle(world);
  world.wizard.remove();
  await settled(world.wizard);
  assert.equal(world.page.listeners(), 0);
});

it('a double click presses one button, not that of the next step, too', async () => {
  const world = await givenWizard();
  const click = (detail: number): void => {
    const button = world.wizard.shadowRoot?.querySelector('.actions .solid');
    button?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true, detail }));
  };
  click(1);
  await settled(world.wizard);
  click(2);
  await settled(world.wizard);
  assert.equal(heading(world), 'How do you send emails?');
});

it('while the attempt is prepared, OK waits: it opens nothing now and nothing later', async () => {
  let prepared: (flow: ReturnType<typeof succeed<ReturnType<typeof givenFlow>>>) => void = () => undefined;
  const world = await givenWizard({ before: (client) => (client.answers.prepare = () => new Promise((resolve) => (prepared = resolve))) });
  await press(world, 'Get Started', 'Next', 'OK');
  assert.equal(control(world, 'OK').getAttribute('aria-disabled'), 'true');
  prepared(succeed(givenFlow(1)));
  await settled(world.wizard);
  assert.equal(control(world, 'OK').getAttribute('aria-disabled'), null);
  assert.deepEqual(world.page.windows, []);
  await press(world, 'OK');
  assert.equal(world.page.windows.length, 1);
});

it('a message for the administrator is copied, or selected where the browser does not let it be copied', async () => {
  const health = { kind: 'reconnect-needed', since: '2026-03-03T14:01:00.000Z', cause: 'administrator-policy' } as const;
  const world = await givenWizard({ connections: [givenConnection({ health })] });
  await press(world, 'Copy');
  const isCopied = (): boolean => world.wizard.shadowRoot?.textContent.includes('Copied.') === true;
  await waitUntil(() => isCopied() || getSelection()?.isCollapsed === false);
});

it('two wizards in a page walk on their own', async () => {
  const [one, other] = [await givenWizard(), await givenWizard()];
  await press(one, 'Get Started');
  assert.equal(heading(one), 'How do you send emails?');
  assert.equal(heading(other), 'Use your Gmail in Larkspur CRM');
});

it('defining the elements twice does no harm', () => {
  define();
  const first = customElements.get('gmail-connect-wizard');
  define();
  assert.equal(customElements.get('gmail-connect-wizard'), first);
});

it('without an endpoint the wizard says so, and starts when it comes', async () => {
  define();
  const wizard = document.createElement('gmail-connect-wizard');
  wizard.locale = 'en';
  document.body.append(wizard);
  await settled(wizard);
  assert.include(wizard.shadowRoot?.textContent ?? '', '(endpoint-missing)');
  wizard.endpoint = location.origin;
  wizard.getSessionToken = () => 'no.real.token';
  await settled(wizard);
  assert.notInclude(wizard.shadowRoot?.textContent ?? '', '(endpoint-missing)');
  wizard.remove();
});

it('when the service is down, a sentence and a retry stand there, and the retry takes the focus along', async () => {
  const world = await givenWizard({ before: (client) => (client.answers.connections = async () => fail({ code: 'network-failed' })) });
  assert.include(world.wizard.shadowRoot?.textContent ?? '', 'You are offline, or the mail service cannot be reached');
  world.client.answers.connections = async () => succeed(givenView(givenConnection()));
  await press(world, 'Try again');
  assert.equal(heading(world), 'lea@northpeak.example');
  assert.equal(focused(world), 'lea@northpeak.example');
});
