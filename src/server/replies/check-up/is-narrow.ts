import { isNothing, isOwn } from './falls-under.ts';
import type { Search } from './gmail-search.ts';

/**
 * Whether a search keeps to certain senders, lists or subjects. What asks for nothing certain, or for everything but
 * something, is broad: the answer of any contact may fall under it.
 */
export const isNarrow = (search: Search, own: readonly string[]): boolean => {
  switch (search.kind) {
    case 'unclear':
    case 'not':
      return false;
    case 'and':
      return search.of.some((each) => isNarrow(each, own));
    case 'or':
      return search.of.length > 0 && search.of.every((each) => isNarrow(each, own));
    case 'term':
      return isCertain(search.operator, search.value, own);
  }
};

const isCertain = (operator: string, value: string, own: readonly string[]): boolean => {
  const lower = value.toLowerCase();
  switch (operator) {
    case 'from':
      return lower === 'me' || (!everybodys.test(lower) && letters(value) > 1);
    case 'to':
    case 'cc':
    case 'bcc':
    case 'deliveredto':
      return !isOwn(value, own) && letters(value) > 1;
    case 'list':
    case 'label':
    case 'rfc822msgid':
      return !isNothing(value);
    case 'category':
      return !/^(primary|personal)$/.test(lower);
    case 'in':
    case 'is':
      return /^(sent|drafts?|chats?|spam|trash|archive|read)$/.test(lower);
    case 'has':
      return /^(youtube|drive|document|spreadsheet|presentation)$/.test(lower);
    case 'larger':
    case 'size':
      return bytesOf(lower) >= largeMail;
    case 'smaller':
      return bytesOf(lower) <= smallMail;
    case 'subject':
    case 'filename':
    case '':
      return !anyMail.has(lower.replace(/[:!.?]+$/, '')) && letters(value) >= (/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u.test(value) ? 2 : 4);
    default:
      // Times: every mail has one.
      return false;
  }
};

/** Half of all people write from there; and what is left of an address without its name. */
const everybodys =
  /^[@*.]*(gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|web|mail|proton|protonmail|orange|free|laposte|t-online|qq|163)?\.?(com|net|org|de|fr|co\.uk|co|uk|es|it|io|eu|ch|at|nl|be|me|jp|cn|ru|us|ca|au|in|br)$|^(gmail|googlemail|outlook|hotmail|yahoo|icloud)$/;

/** What any mail may say, and what the answer to any mail quotes. */
const anyMail: ReadonlySet<string> = new Set(
  ('unsubscribe subscribe thanks thank hello dear regards please best email mail with this that your from have will meeting reply forward sent wrote view ' +
    'désabonner désinscrire bonjour merci cordialement vous nous pour avec votre hallo danke gruß grüße bitte abmelden nicht hola gracias saludos').split(' '),
);

/** A written answer is smaller than the one and larger than the other, with its headers. */
const largeMail = 1_000_000;
const smallMail = 2_000;

const bytesOf = (value: string): number => {
  const [, number = '', unit = ''] = /^(\d+)\s*([km])?b?$/.exec(value) ?? [];
  return number === '' ? Number.NaN : Number(number) * ({ k: 1_000, m: 1_000_000 }[unit] ?? 1);
};

const letters = (value: string): number => value.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
