import { msg } from '@lit/localize';
import { adoptStyles, html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import type { ServiceCalls } from '../../../client/mail-client/ask-service.ts';
import type { SendingRules } from '../../../contract/index.ts';
import type { Model } from '../model.ts';
import { schedulerIcon } from '../scheduler-icon.ts';
import type { HoursController } from './hours-controller.ts';
import type * as Late from './hours-late.ts';

export interface HoursDeps {
  readonly calls: ServiceCalls;
  readonly zone: () => string;
}

/** Keeps the place of the sending hours in the scheduler: what fills it is fetched when somebody first opens it. */
export interface HoursSlot {
  readonly isOpen: boolean;
  open(connectionId: string | undefined): void;
  /** Also what was told of a form that was saved is over. */
  close(): void;
  /** In the place of the list. */
  face(model: Model): TemplateResult;
  /** Above the list: what was just saved. */
  bar(model: Model): TemplateResult | typeof nothing;
}

type State =
  | { readonly kind: 'closed' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'not-loaded' }
  | { readonly kind: 'open'; readonly hours: HoursController; readonly late: typeof Late }
  | { readonly kind: 'saved'; readonly rules: SendingRules; readonly late: typeof Late };

export const createHoursSlot = (host: ReactiveElement, { calls, zone }: HoursDeps): HoursSlot => {
  let state: State = { kind: 'closed' };
  let styled = false;
  const become = (next: State): void => {
    if (state.kind === 'open') state.hours.close();
    state = next;
    host.requestUpdate();
  };
  const load = async (connectionId: string): Promise<void> => {
    become({ kind: 'loading' });
    const late = await import('./hours-late.ts').catch(() => undefined);
    // The person went on meanwhile.
    if (state.kind !== 'loading') return;
    if (late === undefined) return become({ kind: 'not-loaded' });
    if (!styled && host.shadowRoot) adoptStyles(host.shadowRoot, [...host.shadowRoot.adoptedStyleSheets, late.hoursStyles]);
    styled = true;
    const onSaved = (rules: SendingRules): void => become({ kind: 'saved', rules, late });
    become({ kind: 'open', late, hours: new late.HoursController({ calls, zone, onChange: () => host.requestUpdate(), onSaved }, connectionId) });
  };
  return {
    get isOpen() {
      return state.kind !== 'closed' && state.kind !== 'saved';
    },
    open: (connectionId) => void (connectionId !== undefined && load(connectionId)),
    close: () => {
      if (state.kind !== 'closed') become({ kind: 'closed' });
    },
    face({ mailboxes, now, tag, zone: own, send }) {
      const close = (): void => send({ do: 'close-hours' });
      if (state.kind === 'open') {
        const { hours, late } = state;
        return late.hoursView({ state: hours.state, take: (input) => hours.take(input), close, mailboxes, now, tag, zone: own });
      }
      const words = state.kind === 'not-loaded' ? msg('A part of this page did not arrive. Nothing is lost; reload the page.') : html`<i class="spin"></i>${msg('Fetching the sending hours')}`;
      return html`<header class="head" part="header"><h2 id="heading" tabindex="-1" class="grow">${msg('Sending hours')}</h2><button class="tool" aria-label=${msg('Close')} title=${msg('Close')} @click=${close}>${schedulerIcon('cross')}</button></header><p class="fetching line soft">${words}</p>`;
    },
    bar({ tag }) {
      if (state.kind !== 'saved') return nothing;
      return html`<div class="bar good" part="notice">${schedulerIcon('check')}<p class="grow"><b data-news>${msg('Sending hours are saved.')}</b> ${state.late.rulesWords(state.rules, tag)}</p></div>`;
    },
  };
};
