import { speak } from '../../../../src/client/messages/catalogue.ts';
import { createList } from '../list-world.ts';
import { listStates, type ListStateName } from '../list-states.ts';

/** Every state side by side: `?width=320&lang=fr&dir=rtl&only=late`. For eyes; no test reads it. */
const asked = new URLSearchParams(location.search);
const lang = asked.get('lang') ?? 'en';
document.documentElement.dir = asked.get('dir') ?? 'ltr';
document.documentElement.lang = lang;
document.documentElement.style.colorScheme = asked.get('theme') ?? 'light';
await speak(lang === 'fr' ? 'fr' : 'en');
for (const name of Object.keys(listStates) as ListStateName[]) {
  if (!name.includes(asked.get('only') ?? '')) continue;
  const figure = document.createElement('figure');
  figure.style.inlineSize = `${asked.get('width') ?? '720'}px`;
  const { list } = createList(listStates[name]);
  list.locale = lang;
  figure.append(Object.assign(document.createElement('figcaption'), { textContent: name }), list);
  document.body.append(figure);
}
