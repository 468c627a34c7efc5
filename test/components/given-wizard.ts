import { fixture, html, waitUntil } from '@open-wc/testing';
import type { ElementDeps } from '../../src/client/element-deps.ts';
import { speak } from '../../src/client/messages/catalogue.ts';
import { GmailConnectWizard } from '../../src/elements.ts';
import { succeed, type Connection } from '../../src/contract/index.ts';
import { givenCalls, type GivenCalls } from '../client/given-calls.ts';
import { givenMailClient, givenView, type GivenClient } from '../client/given-mail-client.ts';
import { givenPage, type GivenPage } from '../client/given-page.ts';

// The chunk that a page loads late is there already, so that no test waits for the network.
await import('../../src/components/gmail-connect-wizard/late.ts');
await import('../../src/components/tracking/tracking-late.ts');

/** An element in a page, with a service, windows and a clock that the test holds. */
export interface World {
  readonly wizard: GmailConnectWizard;
  readonly client: GivenClient;
  readonly calls: GivenCalls;
  readonly page: GivenPage;
  readonly pass: (milliseconds: number) => void;
  /** The names of the events so far, with their details. */
  readonly events: readonly (readonly [string, unknown])[];
}

class GivenWizard extends GmailConnectWizard {
  deps: ElementDeps | undefined;

  protected override createDeps(): ElementDeps {
    if (!this.deps) throw new TypeError('Failed to start the wizard: the test gave it no world');
    return this.deps;
  }
}
customElements.define('given-wizard', GivenWizard);

const eventNames = ['gmail-connect-started', 'gmail-connected', 'gmail-partially-connected', 'gmail-connect-failed', 'gmail-disconnected', 'gmail-reconnect-needed', 'mail-provider-chosen', 'tracking-verified', 'tracking-at-risk'];

let worlds = 0;

export interface Given {
  readonly connections?: readonly Connection[];
  readonly attributes?: Readonly<Record<string, string>>;
  /** What the service says of tracking. */
  readonly answers?: GivenCalls['answers'];
  readonly before?: (client: GivenClient, page: GivenPage) => void;
}

export const givenWizard = async ({ connections = [], attributes = {}, answers, before }: Given = {}): Promise<World> => {
  const client = givenMailClient();
  const calls = givenCalls(answers);
  let now = Date.parse('2026-03-03T14:02:00.000Z');
  // What sleeps, sleeps until its signal ends it.
  const clock = { now: () => now, sleep: (_milliseconds: number, signal: AbortSignal) => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve())) };
  const page = givenPage();
  client.answers.connections = async () => succeed(givenView(...connections));
  before?.(client, page);
  // A service of its own for each world, so that no attempt of one test is taken up by the next.
  const serviceOrigin = `https://connect-${(worlds += 1)}.example`;
  const wizard = new GivenWizard();
  wizard.deps = { serviceOrigin, client, calls, page, clock, cache: { read: () => undefined, write: () => undefined } };
  wizard.setAttribute('endpoint', serviceOrigin);
  for (const [name, value] of Object.entries({ locale: 'en', ...attributes })) wizard.setAttribute(name, value);
  const events: [string, unknown][] = [];
  for (const name of eventNames) wizard.addEventListener(name, (event) => events.push([name, (event as CustomEvent).detail]));
  await speak('en');
  const around = await fixture<HTMLElement>(html`<div></div>`);
  around.append(wizard);
  await waitUntil(() => wizard.shadowRoot?.querySelector('.sheet:not([aria-busy])'), 'Nothing is drawn.');
  await settled(wizard);
  return { wizard, client, calls, page, events, pass: (milliseconds) => (now += milliseconds) };
};

/** Everything that was under way has been answered and drawn. */
export const settled = async (wizard: GmailConnectWizard): Promise<void> => {
  for (let turn = 0; turn < 6; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    await wizard.updateComplete;
  }
};

/** The button, link or summary with these words. */
export const control = ({ wizard }: Pick<World, 'wizard'>, words: string): HTMLElement => {
  const all = [...(wizard.shadowRoot?.querySelectorAll<HTMLElement>('button, a, summary') ?? [])];
  const found = all.find((each) => each.textContent.trim() === words);
  if (!found) throw new Error(`There is no “${words}” among: ${all.map((each) => each.textContent.trim()).join(' | ')}`);
  return found;
};

export const press = async (world: World, ...labels: readonly string[]): Promise<void> => {
  for (const words of labels) {
    control(world, words).click();
    await settled(world.wizard);
  }
};

export const heading = ({ wizard }: Pick<World, 'wizard'>): string | undefined => wizard.shadowRoot?.querySelector('#heading, .heading')?.textContent.trim();

export const focused = ({ wizard }: Pick<World, 'wizard'>): string | undefined => wizard.shadowRoot?.activeElement?.textContent.trim();

/** The window of this world brings the finish of its attempt. */
export const finish = async ({ wizard, page }: World, flowId = 'flow-000000000001'): Promise<void> => {
  const window = page.windows.at(-1);
  page.receive({ origin: wizard.endpoint ?? '', source: window?.handle, data: { gck: 'finish', flowId, finishCode: 'f'.repeat(43) } });
  await settled(wizard);
};
