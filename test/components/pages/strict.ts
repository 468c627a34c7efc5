import { define } from '../../../src/define.ts';
import { speak } from '../../../src/client/messages/catalogue.ts';
import { ShownState } from '../shown-state.ts';
import { states, type StateName } from '../states.ts';

/** Every state, and a wizard that really speaks to somebody, under a policy that allows nothing inline. */
const violations: string[] = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => violations.push(`${violatedDirective} ${blockedURI} ${sample}`));

define();
const wizard = document.createElement('gmail-connect-wizard');
wizard.endpoint = location.origin;
wizard.getSessionToken = () => 'no.real.token';
document.body.append(wizard);

await speak('fr');
for (const name of Object.keys(states) as StateName[]) {
  const shown = new ShownState();
  shown.name = name;
  document.body.append(shown);
  await shown.updateComplete;
}
while (!wizard.shadowRoot?.querySelector('.note')) await new Promise(requestAnimationFrame);
parent.postMessage({ violations, drawn: document.querySelectorAll('shown-state').length, rules: wizard.shadowRoot.adoptedStyleSheets.length }, location.origin);
