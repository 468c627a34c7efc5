import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { activeLanguage, languageOf, speak } from '../../client/messages/catalogue.ts';

interface Host extends ReactiveControllerHost, Element {
  readonly locale: string | undefined;
}

/**
 * Which language an element speaks: its own `locale`, else the nearest `lang` around it, shadow roots included, else the
 * browser's. It follows changes of all three while the element stands in the page.
 */
export class LanguageController implements ReactiveController {
  /** The first words are there, or will not come; until then nothing should be painted in the wrong language. */
  ready = false;
  readonly #host: Host;
  #lifetime: AbortController | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** The tag as asked for, region included: `fr-CA`. */
  get wanted(): string {
    return this.#host.locale || nearestLang(this.#host) || navigator.language || 'en';
  }

  /** The tag for dates and numbers: the wanted one where its language is the one that is spoken. */
  get tag(): string {
    const spoken = activeLanguage();
    const { wanted } = this;
    return wanted.toLowerCase().split('-', 1)[0] === spoken && isTag(wanted) ? wanted : spoken;
  }

  hostConnected(): void {
    const lifetime = new AbortController();
    this.#lifetime = lifetime;
    const follow = (): void => void this.#follow();
    addEventListener('languagechange', follow, { signal: lifetime.signal });
    const observer = new MutationObserver(follow);
    for (const root of rootsAround(this.#host)) observer.observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
    lifetime.signal.addEventListener('abort', () => observer.disconnect());
    follow();
  }

  hostDisconnected(): void {
    this.#lifetime?.abort();
  }

  /** The host's own `locale` may have changed. */
  hostUpdate(): void {
    if (languageOf(this.wanted) !== this.#asked) void this.#follow();
  }

  #asked: string | undefined;

  async #follow(): Promise<void> {
    const language = languageOf(this.wanted);
    this.#asked = language;
    if (language !== activeLanguage()) await speak(language);
    this.ready = true;
    this.#host.requestUpdate();
  }
}

const rootsAround = (element: Element): Node[] => {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? [root, ...rootsAround(root.host)] : [root];
};

const nearestLang = (element: Element): string | undefined => {
  const found = element.closest('[lang]');
  if (found) return found.getAttribute('lang') || undefined;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : undefined;
};

const isTag = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false; // A host may write anything into `lang`.
  }
};
