import { markup, type Markup } from '../../markup.ts';
import type { Words } from '../words.ts';
import type { PageContext } from './shell.ts';

export interface SettingsEntry {
  readonly href: string;
  readonly label: string;
  readonly hint: string;
}

export const settingsGroups = (words: Words): readonly { readonly label: string; readonly entries: readonly SettingsEntry[] }[] => [
  {
    label: words.myAccount,
    entries: [
      { href: '/settings/profile', label: words.profile, hint: words.profileHint },
      { href: '/settings/email', label: words.emailSettings, hint: words.emailSettingsHint },
      { href: '/settings/notifications', label: words.notifications, hint: words.notificationsHint },
      { href: '/settings/first-steps', label: words.firstSteps, hint: words.firstStepsHint },
    ],
  },
  {
    label: words.company,
    entries: [
      { href: '/settings/users', label: words.users, hint: words.usersHint },
      { href: '/settings/pipelines', label: words.pipelines, hint: words.pipelinesHint },
      { href: '/settings/webhooks', label: words.webhooks, hint: words.webhooksHint },
    ],
  },
];

/** A page under Settings: where one is, what else there is, and the page itself. */
export const settingsPage = (context: PageContext, title: string, group: string, content: Markup): Markup => {
  const { words, path } = context;
  const isHere = (href: string): boolean => path === href || path.startsWith(`${href}/`);
  return markup`<div class="settings">
<nav class="side" aria-label="${words.settings}">${settingsGroups(words).map(
    ({ label, entries }) => markup`<b>${label}</b>${entries.map(
      (entry) => markup`<a href="${entry.href}"${isHere(entry.href) && markup` aria-current="page"`}>${entry.label}</a>`,
    )}`,
  )}</nav>
<div class="page"><div><p class="crumb"><a href="/settings">${words.settings}</a> › ${group}</p><h1>${title}</h1></div>${content}</div>
</div>`;
};

export const emailTabs = ({ words, path }: PageContext): Markup => {
  const tabs = [
    ['/settings/email', words.general],
    ['/settings/email/signature', words.signature],
    ['/settings/email/connection', words.emailConnection],
  ] as const;
  return markup`<nav class="tabs" aria-label="${words.tabs}">${tabs.map(
    ([href, label]) => markup`<a href="${href}"${path === href && markup` aria-current="page"`}>${label}</a>`,
  )}</nav>`;
};
