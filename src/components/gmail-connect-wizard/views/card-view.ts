import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ShownCard } from '../../../client/connections/card-state.ts';
import type { Connection } from '../../../contract/index.ts';
import { address, isolated } from '../../shared/address.ts';
import { icon, type IconName } from '../../shared/icon.ts';
import { dayOf } from '../../shared/when.ts';
import type { Model } from '../model.ts';
import { button } from '../pieces/button.ts';
import { permissionList } from '../pieces/permission-list.ts';
import { chooseAgain, whatItServes } from '../words.ts';
import { healthView } from './card-health-view.ts';
import { disconnectView } from './disconnect-view.ts';

/** The standing card: who is connected, whether it works, what it may do. */
export const cardView = (model: Model, shown: ShownCard): TemplateResult[] => shown.view.connections.map((connection) => oneCard(model, shown, connection));

const oneCard = (model: Model, shown: ShownCard, connection: Connection): TemplateResult => {
  const { action, freshness, view } = shown;
  const { id, granted } = connection;
  const mine = action.kind !== 'none' && action.connectionId === id ? action : undefined;
  const [words, sign, tone] = chipOf(connection, freshness.kind === 'stale');
  const since = dayOf(new Date(connection.connectedAt), model.now, model.tag);
  const works = connection.health.kind !== 'reconnect-needed';
  return html`<section class="sheet" part="card" aria-labelledby="card-${id}">
    <header class="part line wrap" part="account">
      <span class="tile accent">${icon('mail')}</span>
      <div class="grow"><h2 id="card-${id}" class="heading" part="address" tabindex="-1">${address(connection.email)}</h2><p class="small">${[view.user.name && isolated(view.user.name), msg(str`connected since ${since}`)].filter(Boolean).join(' · ')}</p></div>
      <span class="chip ${tone}">${icon(sign)}${words}</span>
    </header>
    ${mine?.kind === 'confirming-disconnect' || mine?.kind === 'disconnecting'
      ? disconnectView(model, connection, mine.kind === 'disconnecting')
      : html`${healthView(model, shown, connection)}
          ${works ? html`<div class="part">${permissionList(granted)}${granted.length < 2 ? html`<div>${button(model, { label: chooseAgain(), does: { do: 'choose-permissions', connectionId: id } }, 'solid accent')}</div>` : nothing}</div>${model.tracking?.((panel) => panel.card(connection, model))}` : nothing}
          <footer class="foot line wrap" part="footer"><p class="soft grow">${works ? whatItServes(granted) : nothing}</p><button class="link bad" type="button" @click=${() => model.send({ do: 'ask-disconnect', connectionId: id })}>${msg('Disconnect')}</button></footer>`}
  </section>`;
};

const chipOf = ({ health }: Connection, stale: boolean): [words: string, sign: IconName, tone: string] => {
  if (health.kind === 'reconnect-needed') return [msg('Reconnect needed'), 'alert', 'bad'];
  if (stale) return [msg('Not up to date'), 'clock', ''];
  return health.kind === 'slow' ? [msg('Slow, retrying'), 'refresh', 'warn'] : [msg('Connected'), 'check', 'good'];
};
