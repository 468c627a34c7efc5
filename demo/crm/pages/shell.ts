import { markup, type Markup } from '../../markup.ts';
import type { Host } from '../host.ts';
import type { Session } from '../session.ts';
import { crmUsers } from '../users.ts';
import { wordsIn, type Words } from '../words.ts';
import { icons } from './icons.ts';

/** What every page of the CRM is made with. */
export interface PageContext {
  readonly host: Host;
  readonly session: Session;
  readonly words: Words;
  readonly path: string;
  readonly query: URLSearchParams;
}

export interface PageContent {
  readonly title: string;
  readonly body: Markup;
  /** Stands beside the body from a wide window on, else below it. */
  readonly aside?: Markup;
  /** The page holds an element of the kit. */
  readonly usesKit?: boolean;
  /** Parts of the page come anew while it stands open. */
  readonly renewsItself?: boolean;
}

export const pageContext = (host: Host, session: Session, { pathname, searchParams }: URL): PageContext => ({
  host,
  session,
  words: wordsIn[session.language],
  path: pathname,
  query: searchParams,
});

export const shell = (context: PageContext, { title, body, aside, usesKit, renewsItself }: PageContent): string => {
  const { session, words, host } = context;
  return markup`<!doctype html>
<html lang="${session.language}" data-theme="${session.theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – Larkspur CRM</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/larkspur.css">
${usesKit === true && markup`<script type="module" src="${host.serviceOrigin}/kit/gmail-connect-kit.js"></script>
`}${(usesKit === true || renewsItself === true) && markup`<script type="module" src="/larkspur.js"></script>
`}</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
${topBar(context)}
<div class="frame${aside !== undefined && ' with-aside'}">
<main id="content" tabindex="-1">${body}</main>
${aside}
</div>
</body>
</html>
`.text;
};

const topBar = ({ session, words, path }: PageContext): Markup => {
  const sections = [
    ['/contacts', words.contacts],
    ['/deals', words.deals],
    ['/outreach', words.outreach],
    ['/sending', words.sending],
    ['/replies', words.replies],
    ['/activity', words.activity],
    ['/reports', words.reports],
  ] as const;
  return markup`<header class="top">
<a class="brand" href="/contacts"><i>${icons.brand}</i>Larkspur CRM</a>
<nav class="sections" aria-label="${words.main}">${sections.map(
    ([href, label]) => markup`<a href="${href}"${path === href && markup` aria-current="page"`}>${label}</a>`,
  )}</nav>
<button class="gear" type="button" popovertarget="gear-menu" aria-label="${words.gear}" title="${words.gear}">${icons.gear}</button>
<span class="face" role="img" aria-label="${words.signedInAs(session.user.name)}" title="${session.user.name}">${session.user.initials}</span>
${gearMenu(session, words, path)}
</header>`;
};

const gearMenu = (session: Session, words: Words, path: string): Markup => {
  const other = crmUsers.find((user) => user.id !== session.user.id) ?? session.user;
  const change = (name: string, value: string, icon: Markup, label: string, lang?: string): Markup =>
    markup`<li><button name="${name}" value="${value}"${lang !== undefined && markup` lang="${lang}"`}>${icon}${label}</button></li>`;
  return markup`<form class="gear-menu" id="gear-menu" popover method="post" action="/session">
<input type="hidden" name="path" value="${path}">
<ul>
<li><a href="/settings">${icons.gear}${words.settings}</a></li>
${change('user', other.id, icons.people, words.switchTo(other.name))}
${session.language === 'en' ? change('language', 'fr', icons.globe, words.otherLanguage, 'fr') : change('language', 'en', icons.globe, words.otherLanguage, 'en')}
${session.theme === 'dark' ? change('theme', 'light', icons.sun, words.lightAppearance) : change('theme', 'dark', icons.moon, words.darkAppearance)}
</ul></form>`;
};
