import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { icon, type IconName } from '../../shared/icon.ts';
import type { Model, Step } from '../model.ts';

/** Steps 1 to 3, where the wizard stands as an entry of the host's settings: real controls, one for each step. */
export const settingsView = ({ settingsUrl, send }: Model): Step => ({
  heading: msg('Open your settings'),
  body: html`<p class="soft">${msg('Your email connection is behind the gear.')}</p>
    ${settingsUrl
      ? html`<a class="row" part="entry" href=${settingsUrl}>${rowWords('gear', msg('Settings'))}</a>`
      : row('gear', msg('Settings'), () => send({ do: 'open-settings' }))}`,
});

export const emailSettingsView = ({ send }: Model): Step => ({
  heading: msg('Open Email Settings'),
  body: html`<p class="soft">${msg('You find it under My Account.')}</p>
    <nav class="crumbs" aria-label=${msg('Way back')}>${icon('gear')}${crumb(msg('Settings'), () => send({ do: 'back' }))}${icon('chevron')}<b>${msg('My Account')}</b></nav>
    ${row('mail', msg('Email Settings'), () => send({ do: 'open-email-settings' }))}`,
});

export const emailConnectionView = ({ send }: Model): Step => ({
  heading: msg('Open the Email Connection tab'),
  body: html`<nav class="crumbs" aria-label=${msg('Way back')}>${icon('gear')}${msg('Settings')}${icon('chevron')}${crumb(msg('My Account'), () => send({ do: 'back' }))}${icon('chevron')}<b>${msg('Email Settings')}</b></nav>
    <div class="tabs"><button class="tab" part="entry" type="button" @click=${() => send({ do: 'open-email-connection' })}>${msg('Email Connection')}</button></div>
    <p class="soft">${msg('No mailbox is connected yet.')}</p>`,
});

const crumb = (label: string, press: () => void): TemplateResult => html`<button class="link" type="button" @click=${press}>${label}</button>`;

const row = (sign: IconName, label: string, press: () => void): TemplateResult =>
  html`<button class="row" part="entry" type="button" @click=${press}>${rowWords(sign, label)}</button>`;

const rowWords = (sign: IconName, label: string): TemplateResult =>
  html`<span class="tile">${icon(sign)}</span><b class="grow">${label}</b>${icon('chevron')}`;
