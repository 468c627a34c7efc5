import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { icon, type IconName } from '../../shared/icon.ts';
import type { Model, Step } from '../model.ts';

/** Steps 1 to 3, where the wizard stands as an entry of the host's settings: real controls, one for each step. */
export const settingsView = ({ settingsUrl, send }: Model): Step => ({
  heading: msg('Open your settings'),
  says: msg('Your email connection is behind the gear.'),
  body: settingsUrl
    ? html`<a class="row" part="entry" href=${settingsUrl}>${words('gear', msg('Settings'))}</a>`
    : row('gear', msg('Settings'), () => send({ do: 'open-settings' })),
});

export const emailSettingsView = ({ send }: Model): Step => ({
  heading: msg('Open Email Settings'),
  says: msg('You find it under My Account.'),
  body: row('mail', msg('Email Settings'), () => send({ do: 'open-email-settings' })),
});

export const emailConnectionView = ({ send }: Model): Step => ({
  heading: msg('Open the Email Connection tab'),
  body: html`<button class="tab" part="entry" type="button" @click=${() => send({ do: 'open-email-connection' })}>${msg('Email Connection')}</button>`,
  status: msg('No mailbox is connected yet.'),
});

const row = (sign: IconName, label: string, press: () => void): TemplateResult =>
  html`<button class="row" part="entry" type="button" @click=${press}>${words(sign, label)}</button>`;

const words = (sign: IconName, label: string): TemplateResult =>
  html`<span class="tile">${icon(sign)}</span><b class="grow">${label}</b>${icon('chevron')}`;
