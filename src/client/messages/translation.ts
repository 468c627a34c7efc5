import { configureLocalization } from '@lit/localize/init/runtime.js';
import { catalogues, languageOf } from './catalogue.ts';

type Localization = ReturnType<typeof configureLocalization>;

const configure = (): Localization => {
  try {
    return configureLocalization({
      sourceLocale: 'en',
      targetLocales: Object.keys(catalogues),
      loadLocale: (locale) => catalogues[languageOf(locale) as keyof typeof catalogues](),
    });
  } catch {
    return { getLocale: () => 'en', setLocale: async () => undefined };
  }
};

/**
 * What looks up translations, apart, so that a page in English does not load it. Configured at first use: a host that
 * configures @lit/localize for itself has done so by then, ours is refused, and our words stay English.
 */
export const translation = configure();
