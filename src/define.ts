import { GmailConnectWizard } from './components/gmail-connect-wizard/gmail-connect-wizard.ts';
import { ReplyTrackerList } from './components/reply-tracker-list/reply-tracker-list.ts';
import { SendLimitMeter } from './components/send-limit-meter/send-limit-meter.ts';
import { SendScheduler } from './components/send-scheduler/send-scheduler.ts';

const elements = { 'gmail-connect-wizard': GmailConnectWizard, 'reply-tracker-list': ReplyTrackerList, 'send-limit-meter': SendLimitMeter, 'send-scheduler': SendScheduler };

/** The one place that names the elements. A second script tag changes nothing, and on a server there is nothing to do. */
export const define = (): void => {
  const registry = globalThis.customElements as CustomElementRegistry | undefined;
  for (const [name, element] of Object.entries(elements)) if (registry && !registry.get(name)) registry.define(name, element);
};
