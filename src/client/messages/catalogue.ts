import { configureLocalization } from '@lit/localize';

/**
 * English stands in the sources; every other language comes in a chunk of its own, when somebody reads in it. After a
 * change of words: `npx lit-localize extract --config .config/lit-localize.json`, the translation in `fr.xlf`, and the
 * same command with `build`, which writes `fr.ts`.
 */
const catalogues = { fr: () => import('./fr.ts') };

export type Language = 'en' | keyof typeof catalogues;

/** The language of ours that serves a reader of this tag best: `fr-CA` reads French, `de` reads English. */
export const languageOf = (tag: string): Language => {
  const language = tag.split('-', 1)[0]?.toLowerCase() ?? '';
  return Object.hasOwn(catalogues, language) ? (language as keyof typeof catalogues) : 'en';
};

type Localization = ReturnType<typeof configureLocalization>;

let localization: Localization | undefined;

/**
 * One language is active in a page at a time, because `msg` is one function for all elements. Configured at first use:
 * a host that configures @lit/localize for itself has done so by then, ours is refused, and our words stay English.
 */
const configured = (): Localization => (localization ??= configure());

const configure = (): Localization => {
  try {
    return configureLocalization({
      sourceLocale: 'en',
      targetLocales: Object.keys(catalogues),
      loadLocale: (locale) => catalogues[languageOf(locale) as keyof typeof catalogues](),
    });
  } catch {
    // The host's own configuration stands.
    return { getLocale: () => 'en', setLocale: async () => undefined };
  }
};

export const activeLanguage = (): Language => languageOf(configured().getLocale());

/** Resolves once the words are there. A catalogue that does not arrive leaves the words as they are. */
export const speak = async (language: Language): Promise<void> => {
  try {
    await configured().setLocale(language);
  } catch {
    // Offline, or the host's policy refuses the chunk: words in English are better than none.
  }
};
