import { speak } from '../../../src/client/messages/catalogue.ts';
import { ShownState } from '../shown-state.ts';
import { states, type StateName } from '../states.ts';

/** Every state side by side: `?width=320&lang=fr&dir=rtl&only=step`. For eyes; no test reads it. */
const asked = new URLSearchParams(location.search);
document.documentElement.dir = asked.get('dir') ?? 'ltr';
document.documentElement.lang = asked.get('lang') ?? 'en';
document.documentElement.style.colorScheme = asked.get('theme') ?? 'light';
await speak(asked.get('lang') === 'fr' ? 'fr' : 'en');
for (const name of Object.keys(states) as StateName[]) {
  if (!name.includes(asked.get('only') ?? '')) continue;
  const figure = document.createElement('figure');
  figure.style.inlineSize = `${asked.get('width') ?? '640'}px`;
  const shown = new ShownState();
  shown.name = name;
  figure.append(Object.assign(document.createElement('figcaption'), { textContent: name }), shown);
  document.body.append(figure);
}
