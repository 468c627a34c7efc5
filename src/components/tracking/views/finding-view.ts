import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { CheckUp, Finding } from '../../../contract/index.ts';
import { trackingIcon } from '../tracking-icon.ts';
import type { TrackingModel } from '../tracking-panel.ts';
import { consequenceWords, contactsWords, effectsWords, findingName, periodWords } from './finding-words.ts';

/** One setting: what it is and matches, what it does, who falls under it, what follows, and where it is set. */
export const findingView = ({ connectionId, now, tag, send }: TrackingModel, finding: Finding, { contactsCompared }: CheckUp): TemplateResult => {
  const { key, code, severity, effects, consequences, criteria, ignored, openUrl } = finding;
  const alarms = severity === 'alarm' && !ignored;
  const name = findingName(code);
  const says = [effectsWords(effects, finding.forwardsTo, tag), periodWords(finding, now, tag), contactsWords(finding.contacts, contactsCompared, tag)];
  const id = `finding-${connectionId}-${key}`;
  return html`<article class="note finding ${alarms ? 'warn' : ''}" part="finding" aria-labelledby=${id}>${trackingIcon(code)}<div class="flow">
    <div class="line wrap"><b id=${id}>${criteria === '' ? name : html`${name} · <code><bdi>${criteria}</bdi></code>`}</b><span class="chip ${alarms ? 'warn' : ''}">${alarms ? msg('Any reply') : severity === 'alarm' ? msg('Ignored') : msg('Good to know')}</span></div>
    <p>${says.filter(Boolean).join(' ')}</p>
    <p class="soft">${consequences.map((each) => consequenceWords[each]()).join(' ')}</p>
    <div class="line wrap does"><a class="link" href=${openUrl} target="_blank" rel="noopener noreferrer" aria-describedby=${id}>${msg('Open in Gmail')}<span class="sr"> (${msg('opens in a new tab')})</span></a><button class="link" type="button" aria-describedby=${id} @click=${() => send({ do: 'ignore', key, ignored: !ignored })}>${ignored ? msg('Mind it again') : msg('Ignore')}</button></div>
  </div></article>`;
};
