/** `São Paulo`, `sao_paulo` and `SAO PAULO` are one. */
const plain = (text: string): string => text.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[\s_]+/g, '_').toLowerCase();

const asTheBrowserCallsIt = (zone: string): string | undefined => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
};

/** The zone that somebody means who types its name, the city in it, or as much of it as no other has. */
export const zoneNamed = (typed: string, zones: readonly string[] = Intl.supportedValuesOf('timeZone')): string | undefined => {
  const wanted = plain(typed);
  if (wanted === '') return undefined;
  const exact = zones.find((zone) => plain(zone) === wanted);
  if (exact !== undefined) return exact;
  const city = zones.find((zone) => plain(zone.split('/').at(-1) ?? '') === wanted);
  if (city !== undefined) return city;
  const [only, ...others] = zones.filter((zone) => plain(zone).includes(wanted));
  if (only !== undefined && others.length === 0) return only;
  // Names that a browser knows and does not list, as `UTC` or one from before a city was renamed.
  return typed.includes('/') || wanted === 'utc' ? asTheBrowserCallsIt(typed.trim()) : undefined;
};
