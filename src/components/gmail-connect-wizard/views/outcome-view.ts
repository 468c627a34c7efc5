import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { AttemptFailure, ConnectState, Goal } from '../../../client/connect-state.ts';
import { address, isolated } from '../../shared/address.ts';
import { failureWords } from '../failure-words.ts';
import { productOf, type Action, type Model, type Step } from '../model.ts';
import { permissionName } from '../permissions.ts';
import { consentPreview } from './before-google-view.ts';
import { administratorMessage } from './google-says-view.ts';
import { messageToPassOn } from './message-to-pass-on.ts';

/** An attempt that ended without a connection: what happened, what still holds, one thing to do. */
export const outcomeView = (model: Model, { goal, failure }: Extract<ConnectState, { at: 'failed' }>): Step => {
  const words = failureWords(failure);
  const again: Action = { label: words.action, press: () => model.send({ do: 'try-again' }) };
  return {
    sign: { icon: words.sign, tone: 'warn' },
    heading: words.heading,
    body: html`<p class="soft">${words.holds}</p>`,
    primary: again,
    others: [notNow(model)],
    ...particulars(model, goal, failure, again),
  };
};

/** The preparation of step 6 failed: the same words, before anything was asked of Google. */
export const unpreparedView = (model: Model, failure: AttemptFailure): Step => {
  const words = failureWords(failure);
  return {
    sign: { icon: words.sign, tone: 'warn' },
    heading: words.heading,
    body: html`<p class="soft">${words.holds}</p>`,
    primary: { label: words.action, press: () => model.send({ do: 'try-again' }) },
    others: [{ label: msg('Back'), press: () => model.send({ do: 'back' }) }],
  };
};

const notNow = ({ send }: Model): Action => ({ label: msg('Not now'), press: () => send({ do: 'cancel' }) });

const particulars = (model: Model, goal: Goal, failure: AttemptFailure, again: Action): Partial<Step> => {
  switch (failure.code) {
    case 'wrong-account':
      return wrongAccount(model, failure, again);
    case 'permissions-withheld':
      return {
        body: html`<ul class="plain">${failure.missing.map((each) => html`<li>${msg(str`The box “${permissionName(each)}” was not ticked in Google’s window.`)}</li>`)}</ul>
          <p class="soft">${failureWords(failure).holds}</p>`,
      };
    case 'denied':
      return {
        body: html`<p class="soft">${failureWords(failure).holds}</p>
          <details><summary class="link">${msg('What is asked for, and why')}</summary>${consentPreview(goal.capabilities)}</details>`,
      };
    case 'google-policy':
      return administrator(model, failure, again);
    default:
      return {};
  }
};

const administrator = (model: Model, failure: AttemptFailure, again: Action): Partial<Step> => {
  const clientId = model.card.kind === 'shown' ? model.card.view.clientId : '';
  const message = administratorMessage(productOf(model.card) ?? msg('Your CRM'), clientId);
  return {
    body: html`<p class="soft">${failureWords(failure).holds}</p>${messageToPassOn(model, message)}`,
    primary: { label: msg('Copy message'), icon: 'copy', press: () => model.copy(message) },
    others: [notNow(model), again],
  };
};

type WrongAccount = Extract<AttemptFailure, { code: 'wrong-account' }>;

const wrongAccount = (model: Model, failure: WrongAccount, again: Action): Partial<Step> => {
  const { mismatch, expected, chosen } = failure;
  const instead: Action = { label: msg('Connect the other one instead'), press: () => model.send({ do: 'use-chosen-account' }) };
  // An account outside the expected domain stays refused however often it is asked for.
  const offered = mismatch !== 'domain';
  return {
    body: html`<dl class="swap">${pair(mismatch === 'domain' ? msg('Expected: an address at') : msg('Expected'), expected)}${pair(msg('You chose'), chosen)}</dl>
      ${mismatch === 'account' ? html`<p class="soft">${msg('Google says that another account stands behind this address now.')}</p>` : nothing}
      <p class="soft">${failureWords(failure).holds}</p>`,
    primary: mismatch === 'address' ? { ...again, label: msg(str`Use ${isolated(expected)}`) } : again,
    others: offered ? [notNow(model), instead] : [notNow(model)],
  };
};

const pair = (term: string, value: string): TemplateResult => html`<div><dt>${term}</dt><dd>${address(value)}</dd></div>`;
