import { html, type TemplateResult } from 'lit';
import type { Capability } from '../../../contract/index.ts';
import { icon } from '../../shared/icon.ts';
import { permissionName, permissionUse } from '../words.ts';

/** A picture of the boxes in Google's window; nothing in it can be pressed. */
export const consentPreview = (capabilities: readonly Capability[]): TemplateResult =>
  html`<ul class="box consent" part="consent-preview">${capabilities.map((each) => html`<li class="line"><span class="grow"><b>${permissionName(each)}</b><span class="small">${permissionUse(each)}</span></span><i>${icon('check')}</i></li>`)}</ul>`;
