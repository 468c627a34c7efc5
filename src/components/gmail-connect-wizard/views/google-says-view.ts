import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { GoogleSays } from '../../../client/connect-state.ts';
import { icon } from '../../shared/icon.ts';
import { productOf, type Model, type Step } from '../model.ts';
import { messageToPassOn } from './message-to-pass-on.ts';

/** A page of Google's that never comes back: by which words it is known, and what helps. */
interface Remedy {
  readonly says: string;
  readonly heading: string;
  readonly helps: string;
  /** The text to send to whoever can help. */
  readonly message: string;
}

/** A minute without an answer: some of Google's pages end there, and only the person can see which. */
export const googleSaysView = (model: Model, chosen: GoogleSays | undefined): Step => {
  if (chosen === undefined || chosen === 'still-choosing' || chosen === 'closed') return question(model);
  const { heading, helps, message } = remedies(model)[chosen]();
  return {
    sign: { icon: 'shield', tone: 'warn' },
    heading,
    body: html`<p class="soft">${helps}</p>${messageToPassOn(model, message)}`,
    primary: { label: msg('Copy message'), icon: 'copy', press: () => model.copy(message) },
    others: [
      { label: msg('Cancel'), press: () => model.send({ do: 'cancel' }) },
      { label: msg('Back to waiting'), press: () => model.send({ do: 'answer-google-says', says: 'still-choosing' }) },
    ],
  };
};

const question = (model: Model): Step => {
  const all = remedies(model);
  const option = (says: GoogleSays, words: string): TemplateResult =>
    html`<li><button class="row" type="button" @click=${() => model.send({ do: 'answer-google-says', says })}><span class="grow">${words}</span>${icon('chevron')}</button></li>`;
  return {
    heading: msg('What does Google’s window say?'),
    body: html`<p class="soft">${msg('Nothing has come back for a minute. Some answers stay in Google’s window; choose what you see there.')}</p>
      <ul class="says" part="google-says">
        ${option('still-choosing', msg('Still choosing, or typing the password'))}
        ${(Object.keys(all) as (keyof typeof all)[]).map((says) => option(says, all[says]().says))}
        ${option('closed', msg('I closed it'))}
      </ul>`,
  };
};

const remedies = ({ card, serviceOrigin, pageAddress }: Model) => {
  const product = productOf(card) ?? msg('Your CRM');
  const clientId = card.kind === 'shown' ? card.view.clientId : '';
  const redirectUri = `${serviceOrigin ?? ''}/connect/callback`;
  return {
    'administrator-must-review': (): Remedy => ({
      says: msg('“Your administrator must review this app”'),
      heading: msg('Your Google administrator must allow this app'),
      helps: msg('Nothing was changed. Send this to the person who runs Google Workspace for you:'),
      message: administratorMessage(product, clientId),
    }),
    'internal-app': (): Remedy => ({
      says: msg('“This app can only be used within its organization”'),
      heading: msg('Google keeps this app to one organization'),
      helps: msg('Choose an account of that organization, or send this to whoever runs this page:'),
      message: msg(str`${product}: the Google app has the user type Internal. To let other organizations connect, set it to External in Google Cloud console > Google Auth Platform > Audience. Client ID: ${clientId}`),
    }),
    'not-verified': (): Remedy => ({
      says: msg('“Google hasn’t verified this app”'),
      heading: msg('Google has not verified this app yet'),
      helps: msg('If you trust this page, Advanced in Google’s window leads on. If it does not, send this to whoever runs this page:'),
      message: msg(str`${product}: the Google app is in testing or not verified. Publish it and finish the verification in Google Cloud console > Google Auth Platform. Access given to a test app ends after 7 days. Client ID: ${clientId}`),
    }),
    'redirect-uri-mismatch': (): Remedy => ({
      says: msg('“Error 400: redirect_uri_mismatch”'),
      heading: msg('Google does not know the address to come back to'),
      helps: msg('This is a matter of setting up, not of your account. Send this to whoever runs this page:'),
      message: msg(str`${product}: add ${redirectUri} to the authorized redirect URIs in Google Cloud console > Google Auth Platform > Clients. Client ID: ${clientId}`),
    }),
    'in-app-browser': (): Remedy => ({
      says: msg('“This request doesn’t comply with Google’s policies” (disallowed_useragent)'),
      heading: msg('Google does not work inside another app’s browser'),
      helps: msg('Open this page in Chrome, Edge, Firefox or Safari. Its address:'),
      message: pageAddress,
    }),
  } satisfies Record<Exclude<GoogleSays, 'still-choosing' | 'closed'>, () => Remedy>;
};

export const administratorMessage = (product: string, clientId: string): string =>
  msg(str`Please allow ${product} in Admin console > Security > Access and data control > API controls. Client ID: ${clientId}`);
