import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { isolated } from '../../shared/address.ts';
import { outside } from '../../shared/outside.ts';
import { whenOf } from '../../shared/when.ts';
import type { Model } from '../model.ts';
import { note } from './frame.ts';

export const googlesList = ({ card }: Model): TemplateResult | typeof nothing =>
  card.kind === 'shown' ? outside(card.view.connectedAppsUrl, msg('Google’s list of connected apps')) : nothing;

/** Disconnected here, and Google has not confirmed it. */
export const withdrawalsView = (model: Model): TemplateResult | typeof nothing => {
  const { card, now, tag } = model;
  return card.kind !== 'shown' || card.view.withdrawals.length === 0
    ? nothing
    : html`<div class="sheet part" part="withdrawals" role="status">${card.view.withdrawals.map(({ email, disconnectedAt, state }) => {
        const when = whenOf(new Date(disconnectedAt), now, tag);
        const waiting = state === 'waiting';
        const fact = msg(str`${isolated(email)} was disconnected here: ${when}`);
        const means = waiting ? msg('Nothing here can use it any more. Google has not confirmed it yet and is asked again for 24 hours.') : msg('Nothing here can use it any more. Google did not confirm it within 24 hours: remove the access there yourself.');
        return note(waiting ? '' : 'warn', fact, html`<span>${means} ${googlesList(model)}</span>`);
      })}</div>`;
};
