import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Capability } from '../../../contract/index.ts';
import { icon } from '../../shared/icon.ts';
import { permissionName, permissionUse } from '../words.ts';

/** What a mailbox may be used for, and what not. */
export const permissionList = (granted: readonly Capability[]): TemplateResult =>
  html`<ul class="flow permissions">${permission('send', granted)}${permission('read', granted)}</ul>`;

const permission = (capability: Capability, granted: readonly Capability[]): TemplateResult => {
  const has = granted.includes(capability);
  return html`<li class="line ${has ? 'good' : 'warn'}">${icon(capability === 'send' ? 'send' : 'reply')}<span class="grow"><b>${permissionName(capability)}</b><span class="small">${permissionUse(capability)}</span></span><span class="chip">${has ? msg('Granted') : msg('Not granted')}</span></li>`;
};
