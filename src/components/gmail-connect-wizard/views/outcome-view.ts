import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { AttemptFailure, ConnectState } from '../../../client/connect/connect-state.ts';
import { address, isolated } from '../../shared/address.ts';
import { back, cancel, copy } from '../actions.ts';
import { failureWords } from '../failure-words.ts';
import type { Action, Model, Step } from '../model.ts';
import { consentPreview } from '../pieces/consent-preview.ts';
import { messageToPassOn } from '../pieces/message-to-pass-on.ts';
import { administratorMessage, notTicked, permissionName } from '../words.ts';

/** An attempt that ended without a connection: what happened, what still holds, one thing to do. */
export const outcomeView = (model: Model, { goal, failure }: Extract<ConnectState, { at: 'failed' }>): Step => {
  const step = failedStep(failure, cancel(msg('Not now')));
  const { primary: again, others: [notNow] } = step;
  switch (failure.code) {
    case 'wrong-account':
      return { ...step, ...wrongAccount(failure, again, notNow) };
    case 'permissions-withheld':
      return { ...step, body: html`<ul>${failure.missing.map((each) => html`<li>${notTicked(permissionName(each))}</li>`)}</ul>` };
    case 'denied':
      return { ...step, body: html`<details class="flow"><summary class="link">${msg('What is asked for, and why')}</summary>${consentPreview(goal.capabilities)}</details>` };
    case 'google-policy': {
      const message = administratorMessage(model);
      return { ...step, body: messageToPassOn(model, message), primary: copy(message), others: [notNow, again] };
    }
    default:
      return step;
  }
};

/** The preparation of step 6 failed: the same words, before anything was asked of Google. */
export const unpreparedView = (failure: AttemptFailure): Step => failedStep(failure, back());

const failedStep = (failure: AttemptFailure, other: Action) => {
  const { heading, holds, action } = failureWords(failure);
  const primary: Action = { label: action, does: { do: 'try-again' } };
  return { tone: 'warn', heading, says: holds, primary, others: [other] as const } satisfies Step;
};

const wrongAccount = (failure: Extract<AttemptFailure, { code: 'wrong-account' }>, again: Action, notNow: Action): Partial<Step> => {
  const { mismatch, expected, chosen } = failure;
  const instead: Action = { label: msg('Connect the other one instead'), does: { do: 'use-chosen-account' } };
  return {
    body: html`<dl class="box">${pair(msg('Expected'), mismatch === 'domain' ? `@${expected}` : expected)}${pair(msg('You chose'), chosen)}</dl>`,
    primary: mismatch === 'address' ? { ...again, label: msg(str`Use ${isolated(expected)}`) } : again,
    // An account outside the expected domain stays refused however often it is asked for.
    others: mismatch === 'domain' ? [notNow] : [notNow, instead],
  };
};

const pair = (term: string, value: string): TemplateResult => html`<div class="line wrap"><dt class="soft grow">${term}</dt><dd>${address(value)}</dd></div>`;
