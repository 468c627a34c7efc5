import type { ReactiveElement } from 'lit';
import type { ConnectFact } from '../../client/connect/connect-fact.ts';
import type { ElementDeps } from '../../client/element-deps.ts';
import { copyText } from '../shared/copy-text.ts';
import { StepFocus, type Showing } from '../shared/step-focus.ts';
import { createTrackingSlot, type TrackingSlot } from '../tracking/tracking-slot.ts';
import { toProviders } from './attributes.ts';
import { CardController } from './card-controller.ts';
import { ConnectController } from './connect-controller.ts';
import { eventOf } from './event-of.ts';
import { MailProviderChosenEvent } from './events.ts';
import { isForCard, type Input, type Model, type Provider } from './model.ts';
import { newsOf, placeOf, sceneOf } from './scene.ts';

export interface WizardSettings {
  readonly entry: string;
  readonly providers: () => string;
  /** The language of dates and of the service's own pages. */
  readonly locale: () => string;
  /** Everything is there to be drawn, in the person's language. */
  readonly isDrawn: () => boolean;
}

/** Holds the walk, the card and what the person chose, and tells the host what came of it. */
export class WizardController {
  readonly #host: ReactiveElement;
  readonly #deps: ElementDeps;
  readonly #settings: WizardSettings;
  readonly #connect: ConnectController;
  readonly #card: CardController;
  readonly #tracking: TrackingSlot;
  readonly #focus: StepFocus;
  #provider: Provider = 'gmail';
  #copied: string | undefined;

  constructor(host: ReactiveElement, deps: ElementDeps, settings: WizardSettings) {
    this.#host = host;
    this.#deps = deps;
    this.#settings = settings;
    const told = { ...deps, onFact: (fact: ConnectFact) => this.#tell(fact) };
    this.#connect = new ConnectController(host, { ...told, entry: settings.entry === 'settings' ? 'settings' : 'connection', locale: settings.locale });
    this.#card = new CardController(host, told);
    this.#tracking = createTrackingSlot(host, deps);
    this.#focus = new StepFocus(host, () => this.#showing());
  }

  model(): Omit<Model, 'settingsUrl' | 'tag'> {
    return {
      send: this.#send,
      connect: this.#connect.state,
      card: this.#card.state,
      tracking: this.#tracking,
      providers: toProviders(this.#settings.providers()),
      provider: this.#provider,
      serviceOrigin: this.#deps.serviceOrigin,
      pageAddress: location.origin + location.pathname,
      now: new Date(this.#deps.clock.now()),
      copied: this.#copied,
    };
  }

  readonly #send = (input: Input): void => {
    this.#focus.acted();
    if (input.do === 'choose-provider') this.#provider = input.provider;
    else if (input.do === 'copy') void this.#copy(input.text);
    else if (input.do === 'next' && this.#provider === 'outlook') this.#host.dispatchEvent(new MailProviderChosenEvent({ provider: 'outlook' }));
    else if (isForCard(input)) this.#card.send(input);
    else this.#connect.send(input);
    this.#host.requestUpdate();
  };

  #showing(): Showing {
    const [connect, card] = [this.#connect.state, this.#card.state];
    return { step: placeOf(connect, card), news: newsOf(connect, card), pending: !this.#settings.isDrawn() || sceneOf(connect, card) === 'loading' };
  }

  #tell(fact: ConnectFact): void {
    if (fact.fact === 'connected' || fact.fact === 'partially-connected') this.#card.adopt(fact.connection);
    this.#host.dispatchEvent(eventOf(fact));
  }

  async #copy(text: string): Promise<void> {
    const copied = await copyText(text, this.#host.renderRoot.querySelector('.message'));
    this.#copied = copied ? text : undefined;
    this.#host.requestUpdate();
  }
}
