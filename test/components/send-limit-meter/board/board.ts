import { speak } from '../../../../src/client/messages/catalogue.ts';
import { createMeter } from '../meter-world.ts';
import { meterStateNames, meterStates } from '../meter-states.ts';

/** Every state side by side: `?width=320&lang=fr&dir=rtl&only=near&compact=1`. For eyes; no test reads it. */
const asked = new URLSearchParams(location.search);
const lang = asked.get('lang') ?? 'en';
document.documentElement.dir = asked.get('dir') ?? 'ltr';
document.documentElement.lang = lang;
document.documentElement.style.colorScheme = asked.get('theme') ?? 'light';
await speak(lang === 'fr' ? 'fr' : 'en');
for (const name of meterStateNames) {
  if (!name.includes(asked.get('only') ?? '')) continue;
  const figure = document.createElement('figure');
  figure.style.inlineSize = `${asked.get('width') ?? '820'}px`;
  const { meter } = createMeter(meterStates[name]);
  meter.locale = lang === 'en' ? 'en-GB' : lang;
  meter.compact = asked.has('compact');
  figure.append(Object.assign(document.createElement('figcaption'), { textContent: name }), meter);
  document.body.append(figure);
}
