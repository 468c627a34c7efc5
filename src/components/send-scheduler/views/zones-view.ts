import { html, type TemplateResult } from 'lit';

/** Every zone that this browser's clock knows, the chosen one among them whatever it is called there. */
export const zonesView = (chosen: string, tag: string): readonly TemplateResult[] => {
  const known = Intl.supportedValuesOf('timeZone');
  return (known.includes(chosen) ? known : [chosen, ...known]).map((zone) => html`<option value=${zone} ?selected=${zone === chosen}>${nameOf(zone, tag, zone === chosen)}</option>`);
};

/** With the distance from UTC where it is read, which takes a formatter for each. */
const nameOf = (zone: string, tag: string, isChosen: boolean): string => {
  const name = zone.replaceAll('_', ' ');
  if (!isChosen) return name;
  const offset = new Intl.DateTimeFormat(tag, { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts().find(({ type }) => type === 'timeZoneName')?.value;
  return offset === undefined ? name : `${name} (${offset})`;
};
