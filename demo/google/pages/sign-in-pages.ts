import { markup, type Markup } from '../../markup.ts';
import { initialsOf, nameIn, type Account } from '../accounts.ts';
import type { Language } from '../language.ts';
import { shortName } from '../scopes.ts';
import { whoIs } from './layout.ts';
import type { Words } from './words.ts';

/** The forms of the window, in the order in which a person meets them. Each says which attempt it belongs to. */
interface Step {
  readonly words: Words;
  readonly language: Language;
  readonly attempt: string;
  readonly product: string;
}

const form = ({ attempt }: Step, path: string, content: Markup): Markup =>
  markup`<form method="post" action="/signin/${path}"><input type="hidden" name="attempt" value="${attempt}">${content}</form>`;

export const accountPage = (step: Step, accounts: readonly Account[], suggested: string | undefined): Markup => {
  const { words, language } = step;
  return markup`<div><h1>${words.chooseAccount}</h1><p>${words.toContinue(step.product)}</p></div>
${form(
  step,
  'account',
  markup`<ul class="accounts" aria-label="${words.accounts}">${accounts.map(
    (account) => markup`<li><button name="account" value="${account.email}"${account.email === suggested && markup` autofocus`}><i aria-hidden="true">${initialsOf(account.name)}</i><b>${nameIn(account, language)}</b><span><bdi>${account.email}</bdi></span></button></li>`,
  )}<li><button name="account" value=""><i aria-hidden="true">+</i><b>${words.anotherAccount}</b><span>${words.enterAddress}</span></button></li></ul>`,
)}`;
};

export const addressPage = (step: Step, typed: string, problem: boolean): Markup => {
  const { words } = step;
  return markup`<div><h1>${words.signIn}</h1><p>${words.withAddress}</p></div>
${form(
  step,
  'address',
  markup`<div class="field"><label for="address">${words.address}</label><input id="address" name="address" type="text" inputmode="email" autocomplete="username" autocapitalize="none" spellcheck="false" value="${typed}" autofocus${problem && markup` aria-invalid="true" aria-describedby="problem"`}>${problem && markup`<p class="problem" id="problem" role="alert">${words.addressUnreadable}</p>`}</div>
${actions(words.next, words.cancel)}`,
)}`;
};

export const passwordPage = (step: Step, account: Account, problem: boolean): Markup => {
  const { words } = step;
  return markup`<h1>${words.enterPassword}</h1>${whoIs(account.email)}
${form(
  step,
  'password',
  markup`<div class="field"><label for="password">${words.password}</label><input id="password" name="password" type="password" autocomplete="off" autofocus aria-describedby="hint"${problem && markup` aria-invalid="true"`}><p class="${problem ? 'problem' : 'small'}" id="hint"${problem && markup` role="alert"`}>${problem ? words.passwordMissing : words.anyWord}</p></div>
<div class="actions"><button class="main" name="decision" value="next">${words.next}</button><button name="decision" value="another">${words.useAnother}</button></div>`,
)}`;
};

export interface PermissionBox {
  readonly scope: string;
  /** The emulator was told to leave this box empty, whatever the person does. */
  readonly held: boolean;
}

export const consentPage = (step: Step, account: Account, boxes: readonly PermissionBox[]): Markup => {
  const { words, product } = step;
  const box = ({ scope, held }: PermissionBox, index: number): Markup =>
    markup`<li><label for="scope-${index}"><span>${words.permission(scope) ?? words.otherPermission}<span>${shortName(scope)}${held && ` · ${words.heldEmpty}`}</span></span><input type="checkbox" id="scope-${index}" name="scope" value="${scope}"${held && markup` disabled`}></label></li>`;
  return markup`<h1>${words.wantsAccess(product)}</h1>${whoIs(account.email)}
${form(
  step,
  'consent',
  markup`${boxes.length === 0 ? markup`<p>${words.signInOnly(product)}</p>` : markup`<fieldset><legend>${words.choosePermissions(product)}</legend><ul class="boxes">${boxes.map(box)}</ul></fieldset>`}
<div class="actions"><button class="main" name="decision" value="allow">${words.allow}</button><button name="decision" value="cancel">${words.cancel}</button></div>`,
)}`;
};

/** The page before an app that Google has not verified; a person may go on, if they look for the way. */
export const unverifiedPage = (step: Step, account: Account): Markup => {
  const { words, product } = step;
  return markup`<h1>${words.notVerified}</h1>${whoIs(account.email)}<p>${words.notVerifiedText(product)}</p>
${form(
  step,
  'unverified',
  markup`<details><summary>${words.advanced}</summary><button class="quiet" name="decision" value="continue">${words.continueUnsafe(product)}</button></details>
<div class="actions"><button class="main" name="decision" value="back">${words.backToSafety}</button></div>`,
)}`;
};

const actions = (main: string, other: string): Markup =>
  markup`<div class="actions"><button class="main" name="decision" value="next">${main}</button><button name="decision" value="cancel" formnovalidate>${other}</button></div>`;
