import { speak } from '../../../../src/client/messages/catalogue.ts';
import { hoursStates } from '../hours-states.ts';
import { schedulerStates } from '../scheduler-states.ts';
import { createScheduler, settled } from '../scheduler-world.ts';

/** Every state side by side: `?width=320&lang=fr&dir=rtl&only=writing&theme=dark`. For eyes; no test reads it. */
const asked = new URLSearchParams(location.search);
const locale = asked.get('lang') === 'fr' ? 'fr-FR' : 'en-GB';
document.documentElement.dir = asked.get('dir') ?? 'ltr';
document.documentElement.lang = locale;
document.documentElement.style.colorScheme = asked.get('theme') ?? 'light';
// Every word of the buttons that bring a state about is English.
await speak('en');
for (const [name, { then, ...given }] of Object.entries({ ...schedulerStates, ...hoursStates })) {
  if (!name.includes(asked.get('only') ?? '')) continue;
  const figure = document.createElement('figure');
  figure.style.inlineSize = `${asked.get('width') ?? '900'}px`;
  const world = createScheduler(given);
  figure.append(Object.assign(document.createElement('figcaption'), { textContent: name }), world.scheduler);
  document.body.append(figure);
  await settled(world.scheduler);
  await then?.(world);
}
await speak(locale.slice(0, 2) === 'fr' ? 'fr' : 'en');
for (const each of document.querySelectorAll('given-scheduler')) each.setAttribute('locale', locale);
document.documentElement.dataset['ready'] = '';
