import { hearWizard } from './hear-wizard.ts';
import { startPanel } from './panel.ts';
import { renewPage } from './renew-page.ts';
import { watchWindows } from './watch-windows.ts';
import { writeToContact } from './write-to-contact.ts';

/** The CRM's own script. Its pages work without it; it serves the test panel, and pages that stand open. */
const panel = document.getElementById('test-panel');
if (panel instanceof HTMLDetailsElement) {
  startPanel(panel, watchWindows(window));
  hearWizard(document, panel);
}
renewPage(document);
writeToContact(document);
