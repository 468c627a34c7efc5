import type { Delivery } from '../../../src/contract/index.ts';
import { markup, type Markup } from '../../markup.ts';
import { readDeliveryLog, type DeliveryLog } from '../hooks/delivery-log.ts';
import { hookWordsIn, type HookWords } from '../hooks/words.ts';
import { settingsPage } from './settings-frame.ts';
import type { PageContent, PageContext } from './shell.ts';
import { timeView } from './time-view.ts';

const path = '/settings/webhooks';

/** The service's log of what it told the CRM, with a way to have it told again, and whom the CRM turned away. */
export const webhooks = async (context: PageContext): Promise<PageContent> => {
  const { host, session, query } = context;
  const words = hookWordsIn[session.language];
  const state = stateOf(query.get('state'));
  const log = await readDeliveryLog(host, { state, before: query.get('before') });
  return {
    title: context.words.webhooks,
    renewsItself: true,
    body: settingsPage(
      context,
      context.words.webhooks,
      context.words.company,
      markup`<p class="lead">${words.webhooksLead}</p>${tabsView(words, state)}
<div id="deliveries" data-live>${log === undefined ? markup`<p class="note" role="alert">${words.logUnreachable}</p>` : logView(context, words, log, state)}</div>
<section aria-labelledby="turned-away-title"><h2 id="turned-away-title">${words.turnedAway}</h2><div id="turned-away" data-live>${turnedAwayView(context, words)}</div></section>
<p class="note"><a href="/activity">${words.seeActivity}</a></p>`,
    ),
  };
};

const states = ['waiting', 'delivered', 'given-up'] as const;
type State = (typeof states)[number] | null;

const stateOf = (given: string | null): State => states.find((each) => each === given) ?? null;

const tabsView = (words: HookWords, chosen: State): Markup =>
  markup`<nav class="tabs" aria-label="${words.whichDeliveries}">${([null, ...states] as const).map(
    (state) => markup`<a href="${state === null ? path : `${path}?state=${state}`}"${state === chosen && markup` aria-current="page"`}>${state === null ? words.all : words.states[state]}</a>`,
  )}</nav>`;

const logView = (context: PageContext, words: HookWords, { deliveries, next }: DeliveryLog, state: State): Markup => {
  if (deliveries.length === 0) return markup`<p class="note">${words.noDeliveries}</p>`;
  const older = new URLSearchParams({ ...(state === null ? {} : { state }), before: next ?? '' });
  return markup`<div class="table" tabindex="0" role="region" aria-label="${context.words.webhooks}"><table><thead><tr>${[words.when, words.event, words.outcome, words.again].map(
    (head) => markup`<th scope="col">${head}</th>`,
  )}</tr></thead><tbody>${deliveries.map((each) => deliveryView(context, words, each))}</tbody></table></div>
${next !== undefined && markup`<p class="note"><a href="${path}?${older.toString()}">${words.older}</a></p>`}`;
};

const deliveryView = ({ session }: PageContext, words: HookWords, { id, type, createdAt, state }: Delivery): Markup =>
  markup`<tr><td>${timeView(Date.parse(createdAt), session.language)}</td><td><code>${type}</code></td><td class="long">${outcomeView(session.language, words, state)}</td>
<td><form method="post" action="${path}/replay"><input type="hidden" name="id" value="${id}"><button id="again-${id}"${state.kind === 'waiting' && markup` disabled`}>${words.tellAgain}</button></form></td></tr>`;

const outcomeView = (language: 'en' | 'fr', words: HookWords, state: Delivery['state']): Markup => {
  const attempts = words.attempts(state.attempts);
  const last = 'lastStatus' in state && state.lastStatus !== undefined ? words.lastAnswer(state.lastStatus) : '';
  switch (state.kind) {
    case 'waiting':
      return markup`<b>${words.states.waiting}</b> ${attempts}${last}, ${words.nextAt} ${timeView(Date.parse(state.nextAttemptAt), language)}`;
    case 'delivered':
      return markup`<b>${words.states.delivered}</b> ${attempts}, ${timeView(Date.parse(state.at), language)}`;
    case 'given-up':
      return markup`<b>${words.states['given-up']}</b> ${attempts}${last}, ${timeView(Date.parse(state.at), language)}`;
  }
};

const turnedAwayView = ({ host, session }: PageContext, words: HookWords): Markup => {
  const turnedAway = host.heard.turnedAway().toReversed();
  if (turnedAway.length === 0) return markup`<p class="note">${words.nobody}</p>`;
  return markup`<ol class="stages plain">${turnedAway.map(({ at, why }) => markup`<li>${timeView(at, session.language)} ${words.refusals[why]}</li>`)}</ol>`;
};
