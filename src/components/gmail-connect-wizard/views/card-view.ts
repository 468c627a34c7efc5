import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { CardState } from '../../../client/card-state.ts';
import type { Connection, ConnectionHealth } from '../../../contract/index.ts';
import { address } from '../../shared/address.ts';
import { icon, type IconName } from '../../shared/icon.ts';
import { dayOf, whenOf } from '../../shared/when.ts';
import { failureWords } from '../failure-words.ts';
import type { Model } from '../model.ts';
import { healthView } from './card-health-view.ts';
import { permissionList, whatItServes } from './connected-view.ts';
import { disconnectView } from './disconnect-view.ts';
import { button } from './frame.ts';
import { manyGrantsView, staleView, withdrawalsView } from './card-notes-view.ts';

export type Shown = Extract<CardState, { kind: 'shown' }>;

/** The standing card: who is connected, whether it works, what it may do. */
export const cardView = (model: Model, shown: Shown): TemplateResult => html`
  ${shown.view.connections.map((connection) => oneCard(model, shown, connection))}${withdrawalsView(model, shown)}
`;

const oneCard = (model: Model, shown: Shown, connection: Connection): TemplateResult => {
  const { action } = shown;
  const mine = action.kind !== 'none' && action.connectionId === connection.id;
  const leaving = mine && (action.kind === 'confirming-disconnect' || action.kind === 'disconnecting');
  return html`<section class="sheet account-card" part="card" aria-labelledby="card-${connection.id}">
    ${account(model, shown, connection)}
    ${leaving ? disconnectView(model, connection, action.kind === 'disconnecting') : standing(model, shown, connection)}
  </section>`;
};

const standing = (model: Model, shown: Shown, connection: Connection): TemplateResult => {
  const { action, freshness } = shown;
  const failed = action.kind === 'failed' && action.connectionId === connection.id ? failureWords(action.failure) : undefined;
  const works = connection.health.kind !== 'reconnect-needed';
  return html`
    ${freshness.kind === 'stale' ? staleView(model, freshness) : nothing}
    ${healthView(model, shown, connection)}
    ${failed ? html`<div class="part" role="status"><p class="note bad">${icon('note')}<span><b>${failed.heading}</b><br />${failed.holds}</span></p></div>` : nothing}
    ${works
      ? html`<div class="part">
          ${permissionList(connection.granted, [])}
          ${connection.granted.length < 2 ? html`<div class="actions">${button({ label: msg('Choose permissions again'), press: () => model.send({ do: 'choose-permissions', connectionId: connection.id }) }, 'primary')}</div>` : nothing}
          ${manyGrantsView(connection)}
        </div>`
      : nothing}
    <footer class="foot">
      <p class="soft grow">${works ? whatItServes(connection.granted) : nothing}</p>
      <button class="link bad" type="button" @click=${() => model.sendCard({ do: 'ask-disconnect', connectionId: connection.id })}>${msg('Disconnect')}</button>
    </footer>
  `;
};

const account = ({ tag, now }: Model, { view, freshness }: Shown, connection: Connection): TemplateResult => {
  const chip = chipOf(connection.health, freshness.kind === 'stale');
  const since = dayOf(new Date(connection.connectedAt), now, tag);
  return html`<header class="account" part="account">
    <span class="tile accent" aria-hidden="true">${icon('mail')}</span>
    <div class="grow">
      <h3 id="card-${connection.id}" class="heading" part="address" tabindex="-1">${address(connection.email)}</h3>
      <p class="small">${view.user.name ? html`<bdi>${view.user.name}</bdi> · ` : nothing}${connection.health.kind === 'working' ? msg(str`Connected since ${since}`) : lastWorked(connection, now, tag)}</p>
    </div>
    <span class="chip ${chip.tone}">${icon(chip.sign)}${chip.words}</span>
  </header>`;
};

const lastWorked = ({ lastWorkedAt }: Connection, now: Date, tag: string): string => {
  const when = whenOf(new Date(lastWorkedAt), now, tag);
  return msg(str`Last worked: ${when}`);
};

interface Chip {
  readonly words: string;
  readonly sign: IconName;
  readonly tone: string;
}

const chipOf = (health: ConnectionHealth, stale: boolean): Chip => {
  if (health.kind === 'reconnect-needed') return { words: msg('Reconnect needed'), sign: 'alert', tone: 'bad' };
  if (stale) return { words: msg('Not up to date'), sign: 'offline', tone: '' };
  if (health.kind === 'slow') return { words: msg('Slow, retrying'), sign: 'refresh', tone: 'warn' };
  return { words: msg('Connected'), sign: 'check', tone: 'good' };
};
