import { markup } from '../../markup.ts';
import type { Contact } from '../../personas/contacts.ts';
import { activityOf } from '../hooks/activity-of.ts';
import { hookWordsIn } from '../hooks/words.ts';
import { eventsView } from './activity-page.ts';
import type { PageContent, PageContext } from './shell.ts';

export const contactPath = (key: string): string => `/contacts/${key}`;

/** One customer: who that is, a way to write to them, and what came back. */
export const contactPage =
  (key: string, { name, company, email }: Contact) =>
  (context: PageContext): PageContent => {
    const { host, session, words } = context;
    const heard = activityOf(host.heard.events(), session.user).find(({ contact }) => contact?.email === email);
    return {
      title: name,
      renewsItself: true,
      body: markup`<div class="page alone"><div><p class="crumb"><a href="/contacts">${words.contacts}</a></p><div class="head"><h1>${name}</h1><a class="main" href="/sending?to=${key}">${words.writeTo(name.split(' ')[0] ?? name)}</a></div></div>
<dl class="facts"><div><dt>${words.company1}</dt><dd>${company}</dd></div><div><dt>${words.email}</dt><dd>${email}</dd></div></dl>
<section class="activity" aria-labelledby="came-back"><div><h2 id="came-back">${words.activity}</h2><div id="contact-activity" data-live>${
        heard === undefined ? markup`<p class="note">${words.nothingBack}</p>` : eventsView(context, hookWordsIn[session.language], heard.events)
      }</div></div></section></div>`,
    };
  };
