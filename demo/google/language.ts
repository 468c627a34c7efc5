export type Language = 'en' | 'fr';

/** `hl` decides, then the browser's own wish; English is what remains. */
export const chooseLanguage = (wanted: string | undefined, acceptLanguage: string | null): Language => {
  const candidates = [wanted ?? '', ...(acceptLanguage ?? '').split(',').map((each) => each.split(';')[0] ?? '')];
  for (const candidate of candidates) {
    const primary = candidate.trim().toLowerCase().split('-')[0];
    if (primary === 'en' || primary === 'fr') return primary;
  }
  return 'en';
};
