import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { GoogleSays } from '../../../client/connect/connect-state.ts';
import { icon } from '../../shared/icon.ts';
import { copy, cancel } from '../actions.ts';
import type { Model, Step } from '../model.ts';
import { messageToPassOn } from '../pieces/message-to-pass-on.ts';
import { administratorMessage, clientIdOf, productOf, sendToAdministrator } from '../words.ts';

/** A page of Google's that never comes back: the words it is known by, what helps, and the text for whoever can help. */
type Remedy = readonly [says: string, helps: string, message: string];
type Known = Exclude<GoogleSays, 'still-choosing' | 'closed'>;

/** A minute without an answer: some of Google's pages end there, and only the person can see which. */
export const googleSaysView = (model: Model, chosen: GoogleSays | undefined): Step => {
  const all = remedies(model);
  const remedy = chosen && all[chosen as Known];
  if (remedy) {
    const [says, helps, message] = remedy;
    return {
      tone: 'warn',
      heading: says,
      says: helps,
      body: messageToPassOn(model, message),
      primary: copy(message),
      others: [
        cancel(),
        { label: msg('Keep waiting'), does: { do: 'answer-google-says', says: 'still-choosing' } },
      ],
    };
  }
  const option = (says: GoogleSays, words: string): TemplateResult =>
    html`<li><button class="row" type="button" @click=${() => model.send({ do: 'answer-google-says', says })}><span class="grow">${words}</span>${icon('chevron')}</button></li>`;
  return {
    heading: msg('What does Google’s window say?'),
    says: msg('Nothing has come back for a minute. Some answers stay in Google’s window.'),
    body: html`<ul class="box says" part="google-says">${option('still-choosing', msg('Still choosing, or typing the password'))}${(Object.keys(all) as Known[]).map((known) => option(known, all[known][0]))}${option('closed', msg('I closed it'))}</ul>`,
  };
};

const remedies = (model: Model): Record<Known, Remedy> => {
  const redirectUri = `${model.serviceOrigin ?? ''}/connect/callback`;
  const toOperator = msg('Only whoever runs this page can change that. Send them this:');
  const please = (wish: string): string => msg(str`${productOf(model)}: please ${wish}. Client ID: ${clientIdOf(model)}`);
  return {
    'administrator-must-review': [msg('“Your administrator must review this app”'), sendToAdministrator(), administratorMessage(model)],
    'internal-app': [msg('“This app can only be used within its organization”'), toOperator, please(msg('set the audience of the Google app to External'))],
    'test-users-only': [msg('“… has not completed the Google verification process”'), toOperator, please(msg('publish the Google app, or add me to its test users, whose access ends after 7 days'))],
    'not-verified': [msg('“Google hasn’t verified this app”'), msg('If you trust this page, Advanced in Google’s window leads on. Else send this to whoever runs it:'), please(msg('have the Google app verified'))],
    'redirect-uri-mismatch': [msg('“Error 400: redirect_uri_mismatch”'), toOperator, please(msg(str`add ${redirectUri} to the redirect URIs of the Google app`))],
    'in-app-browser': [msg('“Error 403: disallowed_useragent”'), msg('Google does not work inside another app. Open this address in your browser:'), model.pageAddress],
  };
};
