import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Writing } from '../../../client/outgoing/compose-state.ts';
import type { Model } from '../model.ts';

interface Sender {
  readonly connectionId: string;
  /** Another address than the mailbox' own. */
  readonly from: string | undefined;
  readonly address: string;
}

/** Whom the mail comes from: one of the mailboxes, or another address of the chosen one. A mail that is changed stays in its mailbox. */
export const fromView = ({ send, mailboxes, senders }: Model, { draft, editing }: Omit<Writing, 'kind'>): TemplateResult => {
  const { connectionId, from } = draft;
  const offered = mailboxes.filter(({ id }) => editing === undefined || id === connectionId).flatMap(({ id, email }): readonly Sender[] => {
    const others = id === connectionId ? senders.of(id).filter((address) => address !== email) : [];
    // One that Gmail does not know any more is shown all the same: the person sees why the mail is refused.
    const named = from !== undefined && id === connectionId && !others.includes(from) ? [...others, from] : others;
    return [{ connectionId: id, from: undefined, address: email }, ...named.map((address) => ({ connectionId: id, from: address, address }))];
  });
  const chosen = offered.findIndex((each) => each.connectionId === connectionId && each.from === from);
  const choose = ({ target }: Event): void => {
    const sender = offered[(target as HTMLSelectElement).selectedIndex];
    if (sender) send({ do: 'change', to: { connectionId: sender.connectionId, from: sender.from } });
  };
  return html`<div class="entry"><label for="from">${msg('From')}</label>${
    offered.length > 1
      ? html`<select id="from" @change=${choose}>${offered.map(({ address }, index) => html`<option ?selected=${index === chosen}>${address}</option>`)}</select>`
      : html`<output id="from"><bdi>${offered[chosen]?.address ?? '–'}</bdi></output>`
  }</div>`;
};
