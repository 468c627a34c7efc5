import type * as Translating from './translation.ts';

/**
 * English stands in the sources; every other language comes in a chunk of its own, when somebody reads in it. After a
 * change of words: `npx lit-localize extract --config .config/lit-localize.json`, the translation in `fr.xlf`, and the
 * same command with `build`, which writes `fr.ts`.
 */
export const catalogues = { fr: () => import('./fr.ts') };

type Translated = keyof typeof catalogues;
export type Language = 'en' | Translated;

/** The language of ours that serves a reader of this tag best: `fr-CA` reads French, `de` reads English. */
export const languageOf = (tag: string): Language => {
  const language = tag.split('-', 1)[0]?.toLowerCase() ?? '';
  return Object.hasOwn(catalogues, language) ? (language as Translated) : 'en';
};

/** What translates, once somebody read in another language than English. */
let translation: typeof Translating.translation | undefined;

/** One language is active in a page at a time, because `msg` is one function for all elements. */
export const activeLanguage = (): Language => languageOf(translation?.getLocale() ?? 'en');

/** Resolves once the words are there. A catalogue that does not arrive leaves the words as they are. */
export const speak = async (language: Language): Promise<void> => {
  if (language === 'en' && !translation) return;
  try {
    // Both on their way at once.
    const [loaded] = await Promise.all([import('./translation.ts'), language === 'en' || catalogues[language]()]);
    translation = loaded.translation;
    await translation.setLocale(language);
  } catch {
    // Offline, or the host's policy refuses the chunk: words in English are better than none.
  }
};
