import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Freshness } from '../../../client/card-state.ts';
import type { Connection, Withdrawal } from '../../../contract/index.ts';
import { isolated } from '../../shared/address.ts';
import { icon } from '../../shared/icon.ts';
import { outside } from '../../shared/outside.ts';
import { whenOf } from '../../shared/when.ts';
import { failureWords } from '../failure-words.ts';
import type { Model } from '../model.ts';
import { button } from './frame.ts';
import type { Shown } from './card-view.ts';

/** Where Google lists the apps that have access to an account. */
const connectedApps = 'https://myaccount.google.com/connections';

const googlesList = (): TemplateResult => outside(connectedApps, msg('Google’s list of connected apps'));

/** The service could not be asked: what is shown was true then. */
export const staleView = (model: Model, { savedAt, failure }: Extract<Freshness, { kind: 'stale' }>): TemplateResult => {
  const when = whenOf(new Date(savedAt), model.now, model.tag);
  return html`<div class="part">
    <div class="note" role="status">${icon('offline')}
      <div>
        <p><b>${failureWords(failure).heading}</b></p>
        <p>${msg(str`This is how things stood: ${when}. Gmail stays connected in the meantime.`)}</p>
      </div>
    </div>
    <div class="actions">${button({ label: msg('Try again'), icon: 'refresh', press: () => model.sendCard({ do: 'refresh' }) }, '')}</div>
  </div>`;
};

/** Google keeps 100 accesses for each account and app and drops the oldest without a word. */
export const manyGrantsView = ({ grantsIssued }: Connection): TemplateResult | typeof nothing =>
  grantsIssued < 90
    ? nothing
    : html`<div class="note warn">${icon('alert')}
        <div>
          <p><b>${msg(str`This app has asked Google for access to this account ${grantsIssued} times`)}</b></p>
          <p>${msg('Google keeps 100 and then drops the oldest without a word. Reconnect only when this page asks for it.')} ${googlesList()}</p>
        </div>
      </div>`;

/** Disconnected here, and Google has not confirmed it. */
export const withdrawalsView = (model: Model, { view }: Shown): TemplateResult | typeof nothing =>
  view.withdrawals.length === 0
    ? nothing
    : html`<div class="sheet part" part="withdrawals" role="status">${view.withdrawals.map((each) => oneWithdrawal(model, each))}</div>`;

const oneWithdrawal = ({ now, tag }: Model, { email, disconnectedAt, state }: Withdrawal): TemplateResult => {
  const when = whenOf(new Date(disconnectedAt), now, tag);
  const waiting = state === 'waiting';
  return html`<div class="note ${waiting ? '' : 'warn'}">${icon(waiting ? 'clock' : 'alert')}
    <div>
      <p><b>${msg(str`${isolated(email)} was disconnected here: ${when}`)}</b></p>
      <p>${waiting ? msg('Nothing here can use it any more. Google has not confirmed the withdrawal yet; it is asked again for 24 hours.') : msg('Nothing here can use it any more. Google did not confirm the withdrawal within 24 hours; remove the access there yourself.')} ${googlesList()}</p>
    </div>
  </div>`;
};
