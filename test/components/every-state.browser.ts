import { assert, fixture, html } from '@open-wc/testing';
import 'axe-core/axe.js';
import type axe from 'axe-core';
import { sendKeys } from '@web/test-runner-commands';
import { speak } from '../../src/client/messages/catalogue.ts';
import type { Input } from '../../src/components/gmail-connect-wizard/model.ts';
import { ShownState } from './shown-state.ts';
import { states, type StateName } from './states.ts';
import { whatAPersonReads } from './what-a-person-reads.ts';

const names = Object.keys(states) as StateName[];

const shown = async (name: StateName, width: number, around = html``): Promise<ShownState> => {
  const box = await fixture<HTMLElement>(html`<main>${around}</main>`);
  box.style.inlineSize = `${width}px`;
  const element = new ShownState();
  element.name = name;
  box.append(element);
  await element.updateComplete;
  return element;
};

/** What stands there to be read, beside the progress, which has a test of its own; times as any time zone has them. */
const read = ({ shadowRoot }: ShownState): string[] => {
  for (const each of shadowRoot?.querySelectorAll('.progress, .sr') ?? []) each.remove();
  return (shadowRoot?.querySelector<HTMLElement>('div')?.innerText ?? '')
    .replaceAll(/[\u2068\u2069]/g, '')
    .replaceAll(/\d+:\d\d\s[AP]M/g, 'h:mm')
    .replaceAll(/(March|May) \d/g, '$1 d')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
};

const violations = async (element: Element): Promise<string[]> => {
  const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
  const { violations: found } = await run(element, { rules: { region: { enabled: false } } });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html: node, any }) => `${id}: ${node.slice(0, 120)} ${any[0]?.message ?? ''}`));
};

describe('every state of the wizard', () => {
  afterEach(async () => {
    document.documentElement.style.colorScheme = '';
    document.body.style.background = '';
    document.documentElement.dir = '';
    await speak('en');
  });

  for (const name of names) {
    it(`says in English, where it stands at “${name}”, what happened and what to do`, async () => {
      assert.deepEqual(read(await shown(name, 640)), [...whatAPersonReads[name]]);
    });
  }

  for (const name of names) {
    it(`has no accessibility violation at “${name}”, in light and in dark colours`, async () => {
      const element = await shown(name, 640);
      document.body.style.background = 'Canvas';
      for (const scheme of ['light', 'dark']) {
        document.documentElement.style.colorScheme = scheme;
        assert.deepEqual(await violations(element), [], scheme);
      }
    });
  }

  it('sends the code that was typed, as it was typed, by Enter', async () => {
    const sent: Input[] = [];
    const element = await shown('code by hand', 640);
    element.more = { send: (input) => sent.push(input) };
    element.requestUpdate();
    await element.updateComplete;
    const field = element.shadowRoot?.querySelector('input');
    field?.focus();
    await sendKeys({ type: 'k7qm-2abc' });
    await sendKeys({ press: 'Enter' });
    assert.deepEqual(sent, [{ do: 'type-code', code: 'k7qm-2abc' }]);
  });
});
