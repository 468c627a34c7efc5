import type { Batch, ForecastDay, OutgoingMail } from '../../../src/contract/index.ts';
import { markup, type Markup } from '../../markup.ts';
import type { Contact } from '../../personas/contacts.ts';
import type { PageContent, PageContext } from '../pages/shell.ts';
import { campaignPeople } from './campaign-people.ts';
import { campaignKey, type CampaignCalls, type CampaignForecast } from './campaign.ts';
import { campaignWordsIn, type CampaignWords } from './words.ts';

export const campaignPath = '/outreach/spring';

/** Before the click: what would leave when, and who gets none. After it: the sums, which the service keeps under the batch's id. */
export const campaignPage =
  (calls: CampaignCalls) =>
  async (context: PageContext): Promise<PageContent> => {
    const { session, query } = context;
    const words = campaignWordsIn[session.language];
    const id = query.get('batch');
    const batch = id === null ? undefined : await calls.read(session.user, id);
    const part = batch === undefined ? beforeView(context, words, await calls.forecast(session.user)) : afterView(context, words, batch);
    return {
      title: words.title,
      renewsItself: true,
      body: markup`<div class="page alone"><div><p class="crumb"><a href="/outreach">${context.words.outreach}</a></p><h1>${words.title}</h1><p class="lead">${words.lead(campaignPeople.length)}</p></div>
${part}</div>`,
    };
  };

const beforeView = (context: PageContext, words: CampaignWords, known: CampaignForecast): Markup => {
  if (known.kind === 'not-connected') {
    return markup`<p class="note" id="forecast" data-live>${words.connectFirst} <a href="/settings/email/connection">${context.words.connectMailbox}</a></p>`;
  }
  // The button's key stays as it is while the forecast comes anew: pressed twice, it is one campaign.
  return markup`<section class="campaign" aria-labelledby="beforehand"><h2 id="beforehand">${words.beforehand}</h2>
<div id="forecast" data-live>${known.kind === 'unknown' ? markup`<p role="status">${words.notKnown}</p>` : forecastView(context, words, known)}</div>
<form method="post" action="${campaignPath}"><input type="hidden" name="key" value="${campaignKey()}"><button class="main">${words.send(campaignPeople.length)}</button></form></section>`;
};

const forecastView = ({ session }: PageContext, words: CampaignWords, { forecast, people, unreadable, nameless }: Extract<CampaignForecast, { kind: 'known' }>): Markup => {
  const days = (shown: readonly ForecastDay[]): Markup =>
    markup`<ul>${shown.map(({ date, mails, firstAt, lastAt }) => {
      const clock = (at: string): string => clockOf(at, session.language, forecast.zone);
      return markup`<li>${words.day(mails, dayOf(date, forecast, session.language), clock(firstAt), clock(lastAt))}</li>`;
    })}</ul>`;
  const blocked = forecast.blocked.map(({ index, address, code }) => [people[index]?.name ?? address, words.blocked[code]] as const);
  const leftOut = [...blocked, ...unreadable.map(({ name }) => [name, words.noAddress] as const)];
  return markup`${days(forecast.days)}${forecast.daysAtBest !== undefined && markup`<p class="note">${words.atBest}</p>${days(forecast.daysAtBest)}`}
${leftOut.length > 0 && markup`<p class="note">${words.leftOut(leftOut.length)} ${leftOut.map(([name, why], index) => markup`${index > 0 && ', '}<bdi>${name}</bdi> (${why})`)}.</p>`}
${nameless.length > 0 && markup`<p class="note">${words.lackFirstName(nameless.length)} ${nameless.map(({ email }, index) => markup`${index > 0 && ', '}<bdi>${email}</bdi>`)}.</p>`}`;
};

const kinds = ['sent', 'waiting', 'blocked', 'failed'] as const;

const afterView = (context: PageContext, words: CampaignWords, batch: Batch): Markup => {
  const { language } = context.session;
  const leaves = batch.mails.flatMap(({ state }) => (state.kind === 'waiting' && state.leavesAt !== undefined ? [state.leavesAt] : [])).sort();
  const last = leaves.at(-1);
  const apart = batch.mails.flatMap((mail, index) => (['blocked', 'cancelled', 'failed', 'held', 'checking'].includes(mail.state.kind) ? [{ mail, index }] : []));
  return markup`<section class="campaign" aria-labelledby="afterwards"><h2 id="afterwards">${words.afterwards}</h2>
<div id="sums" data-live><p class="sum" role="status">${kinds.map(
    (kind, index) => markup`${index > 0 && ' + '}<b class="${kind}">${batch[kind]} ${words.counts[kind]}</b>`,
  )} <span>${words.sum(batch.total)}</span></p>
<svg class="shares" viewBox="0 0 ${batch.total} 4" preserveAspectRatio="none" aria-hidden="true">${sharesOf(batch)}</svg>
<p class="note">${last === undefined ? words.allLeft : markup`${words.lastLeaves} <time datetime="${last}">${clockOf(last, language)}</time>.`}</p>
${apart.length > 0 && apartView(context, words, apart)}</div></section>
<p class="note"><a href="/sending">${words.seeSending}</a> · <a href="${campaignPath}">${words.anotherOne}</a></p>`;
};

const sharesOf = (batch: Batch): readonly Markup[] =>
  kinds.map((kind, index) => {
    const before = kinds.slice(0, index).reduce((sum, each) => sum + batch[each], 0);
    return markup`<rect class="${kind}" x="${before}" width="${batch[kind]}" height="4"/>`;
  });

const apartView = (context: PageContext, words: CampaignWords, apart: readonly { readonly mail: OutgoingMail; readonly index: number }[]): Markup =>
  markup`<div class="table" tabindex="0" role="region" aria-label="${words.notSent}"><table><thead><tr>${[context.words.name, context.words.status, words.why].map(
    (head) => markup`<th scope="col">${head}</th>`,
  )}</tr></thead><tbody>${apart.map(
    ({ mail, index }) => markup`<tr><th scope="row">${shownName(campaignPeople[index])}</th><td>${words.states[mail.state.kind]}</td><td class="long">${whyOf(words, mail)}</td></tr>`,
  )}</tbody></table></div>`;

const shownName = (person: Contact | undefined): string => person?.name || (person?.email ?? '');

const whyOf = (words: CampaignWords, { state, to }: OutgoingMail): string => {
  switch (state.kind) {
    case 'blocked':
      return words.blocked[state.reason.code];
    case 'cancelled':
      return words.cancelled;
    case 'failed':
      if (state.reason.code === 'fields-empty') return words.fieldsEmpty(state.reason.fields.join(', '));
      return to.length === 0 || (state.reason.code === 'address-invalid' || state.reason.code === 'content-unreadable') ? words.noAddress : words.failed;
    case 'held':
      return words.asksYou;
    default:
      return '';
  }
};

const localeOf = (language: 'en' | 'fr'): string => (language === 'fr' ? 'fr' : 'en-GB');

const clockOf = (at: string, language: 'en' | 'fr', timeZone?: string): string =>
  new Date(at).toLocaleTimeString(localeOf(language), { hour: '2-digit', minute: '2-digit', ...(timeZone === undefined ? {} : { timeZone }) });

/** "today", "tomorrow", or a day by its name: as the sender's calendar counts. */
const dayOf = (date: string, { at, zone }: { readonly at: string; readonly zone: string }, language: 'en' | 'fr'): string => {
  const today = new Date(at).toLocaleDateString('sv', { timeZone: zone });
  const away = Math.round((Date.parse(date) - Date.parse(today)) / 86_400_000);
  if (away <= 1) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(away, 'day');
  return new Date(date).toLocaleDateString(localeOf(language), { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
};
