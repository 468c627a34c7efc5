/** How mail programs mark quotations and signatures in HTML. */
export type Markup =
  /** The element is a quotation, a forwarded mail or a signature as a whole. */
  | 'quotation'
  /** Everything from here to the end of the mail is another mail. */
  | 'quotation-from-here'
  /** The box that holds an attribution and its quotation; answers may stand between. */
  | 'quotation-box'
  | 'signature'
  /** Something quoted of which the words around decide. */
  | 'block';

/** Outlook on the web writes `x_` before every name it meets in what it quotes. */
const named = (names: string | undefined): readonly string[] =>
  (names ?? '')
    .toLowerCase()
    .split(/\s+/, 20)
    .map((name) => name.replace(/^(?:x_)+/, ''));

const quotationClasses = new Set([
  'gmail_attr',
  'moz-cite-prefix',
  'moz-forward-container',
  'yahoo_quoted',
  'protonmail_quote',
  'protonmail_quote-header',
  'tutanota_quote',
  'zmail_extra',
  'front-blockquote',
  'missive_quote',
  'outlookmessageheader',
  'hubspot-quote',
  'hs_reply',
  'freebirdquote',
  'cloudmagic-smart-beak-quote',
  'wisestamp_quote',
  'clean_bq',
  'airmail_ext_on',
  'ox-quote',
  'iosymail',
  'rcmquote',
  'history_container',
  'spark_quote',
  'bloop_markdown_quote',
  'gmx_quote',
]);

const signatureClasses = new Set([
  'gmail_signature',
  'gmail_signature_prefix',
  'moz-signature',
  'protonmail_signature_block',
  'tutanota_signature',
  'hs_signature',
  'signature-container',
  'zimbra-signature',
  'apple-signature',
  'yahoo-signature',
  'ydp-signature',
  'acompli_signature',
  'front-signature',
  'missive_signature',
]);

const quotationIds = new Set([
  'yahoo_quoted',
  'isforwardcontent',
  'isreplycontent',
  'spnquote',
  'qt',
  'mail-quote',
  'reply-intro',
  'olk_src_body_section',
]);

const fromHereIds = new Set([
  'divrplyfwdmsg',
  'appendonsend',
  'mail-editor-reference-message-container',
  'mail-editor-reference-message',
  'ms-outlook-mobile-body-separator-line',
  'lineBreakAtBeginningOfMessage'.toLowerCase(),
  'stopspelling',
  'hmquote',
  'replysplit',
]);

const signatureIds = new Set([
  'signature',
  'ms-outlook-mobile-signature',
  'outlooksignature',
  'composer_signature',
  'mobile_signature',
  'applemailsignature',
  '_rc_sig',
  'mail-app-auto-default-signature',
  'aolmail_signature',
]);

/** What an element means by its name, classes and ids; undefined for everything ordinary. */
export const markupOf = (tag: string, attributes: Readonly<Record<string, string>>): Markup | undefined => {
  const classes = named(attributes['class']);
  const id = named(attributes['id'])[0] ?? '';
  if (tag === 'blockquote') return quotes(attributes, classes) ? 'quotation' : 'block';
  if (classes.some((name) => name === 'gmail_quote' || name === 'gmail_quote_container' || name === 'gmail_extra'))
    return 'quotation-box';
  if (
    classes.some((name) => quotationClasses.has(name)) ||
    quotationIds.has(id) ||
    id.startsWith('yahoo_quoted') ||
    attributes['name'] === 'quote'
  )
    return 'quotation';
  if (fromHereIds.has(id)) return 'quotation-from-here';
  return classes.some((name) => signatureClasses.has(name)) || signatureIds.has(id) ? 'signature' : undefined;
};

const quotes = (attributes: Readonly<Record<string, string>>, classes: readonly string[]): boolean =>
  attributes['type'] === 'cite' ||
  attributes['cite'] !== undefined ||
  classes.some((name) => name.includes('quote') || quotationClasses.has(name));
