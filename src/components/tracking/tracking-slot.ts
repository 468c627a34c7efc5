import { msg } from '@lit/localize';
import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import type { ServiceCalls } from '../../client/mail-client/ask-service.ts';
import type { BrowserPage } from '../../client/page/browser-page.ts';
import type { Clock } from '../../client/page/clock.ts';
import { LateLoader } from '../shared/late-loader.ts';
import type * as Late from './tracking-late.ts';
import type { TrackingPanel } from './tracking-panel.ts';

/** What is said of tracking works with what the element around it works with. */
export interface SlotDeps {
  readonly calls: ServiceCalls;
  readonly clock: Clock;
  readonly page: BrowserPage;
}

/** Draws what is said of tracking, once it is there. */
export type TrackingSlot = (draw: (panel: TrackingPanel) => TemplateResult | typeof nothing) => TemplateResult | typeof nothing;

/** Keeps a place in an element: the chunk that fills it is fetched when a view first draws it. What stands around it works without. */
export const createTrackingSlot = (host: ReactiveElement, deps: SlotDeps): TrackingSlot => {
  let late: LateLoader<typeof Late> | undefined;
  let panel: TrackingPanel | undefined;
  return (draw) => {
    late ??= new LateLoader(host, host.shadowRoot?.adoptedStyleSheets ?? [], () => import('./tracking-late.ts'));
    if (late.loaded) return draw((panel ??= new late.loaded.TrackingController(host, deps)));
    return late.failed ? html`<p class="part">${msg('A part of this page did not arrive. Nothing is lost; reload the page.')}</p>` : nothing;
  };
};
