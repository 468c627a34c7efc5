import type { FilterCriteria } from '../../../../src/server/google/gmail-port.ts';

/** The mailbox and the contacts that every row is judged with. */
export const own = 'lea@northpeak.example';
export const contacts = ['ben.bright@client.example', 'carla@mail.client.example', 'dorabell@gmail.com'] as const;

/**
 * What a filter asks for, whether that is broad, and how each contact falls under it, in their order: `y` surely, `n` surely
 * not, `?` nobody can say before the mail is written.
 */
export type FilterRow = readonly [what: string, criteria: FilterCriteria, breadth: 'broad' | 'narrow', falls: string];

const from = (value: string): FilterCriteria => ({ from: value });
const query = (value: string): FilterCriteria => ({ query: value });

export const filterRows: readonly FilterRow[] = [
  // who it comes from
  ['an address', from('ben.bright@client.example'), 'narrow', 'ynn'],
  ['an address in capitals, between blanks', from('  Ben.Bright@Client.Example '), 'narrow', 'ynn'],
  ['another spelling of a Gmail address', from('dora.bell+crm@googlemail.com'), 'narrow', 'nny'],
  ['dots count outside Gmail', from('benbright@client.example'), 'narrow', 'nnn'],
  ['a domain, with what stands under it', from('client.example'), 'narrow', 'yyn'],
  ['a domain behind an at sign', from('@client.example'), 'narrow', 'yyn'],
  ['a domain behind a star', from('*@mail.client.example'), 'narrow', 'nyn'],
  ['a part of a word is not the word', from('lient.example'), 'narrow', 'nnn'],
  ['a star in the middle', from('ben*@client.example'), 'narrow', '???'],
  ['a word of an address', from('bright'), 'narrow', 'y??'],
  ['a name in quotes', from('"Carla Jones"'), 'narrow', '???'],
  ['a program', from('noreply'), 'narrow', 'nnn'],
  ['a program of the contact', from('noreply@client.example'), 'narrow', 'nnn'],
  ['several, with OR', from('news@shop.example OR carla@mail.client.example'), 'narrow', 'nyn'],
  ['several, in braces', from('{ben.bright@client.example dorabell@gmail.com}'), 'narrow', 'yny'],
  ['several, with commas', from('news@shop.example, ben.bright@client.example'), 'narrow', 'ynn'],
  ['several, with bars', from('news@shop.example|dora.bell@gmail.com'), 'narrow', 'nny'],
  ['everybody but one', from('-ben.bright@client.example'), 'broad', 'nyy'],
  ['everybody but a domain', query('-from:client.example'), 'broad', 'nny'],
  ['a minus taken back', query('-(-from:client.example)'), 'narrow', 'yyn'],
  ['oneself', from('me'), 'narrow', 'nnn'],
  ['a star alone', from('*'), 'broad', 'yyy'],
  ['an at sign alone', from('@'), 'broad', 'yyy'],
  ['a domain where half of all people write from', from('gmail.com'), 'broad', 'nny'],
  ['the end of most addresses', from('.com'), 'broad', 'nny'],
  // to whom
  ['one’s own address', { to: own }, 'broad', 'yyy'],
  ['"me"', { to: 'me' }, 'broad', 'yyy'],
  ['one’s own domain', { to: 'northpeak.example' }, 'broad', 'yyy'],
  ['an alias behind a plus', { to: 'lea+shop@northpeak.example' }, 'narrow', '???'],
  ['another address', { to: 'sales@northpeak.example' }, 'narrow', '???'],
  ['a list', query('list:(news.shop.example)'), 'narrow', 'nnn'],
  // what it says
  ['a subject', { subject: 'weekly report' }, 'narrow', '???'],
  ['the beginning of any answer', { subject: 'Re:' }, 'broad', '???'],
  ['a word', query('invoice'), 'narrow', '???'],
  ['a word that every answer may quote', query('unsubscribe'), 'broad', '???'],
  ['a word in Japanese', query('請求書'), 'narrow', '???'],
  ['an address among the words', query('ben.bright@client.example'), 'narrow', 'y??'],
  // what it is like
  ['an attachment', { hasAttachment: true }, 'broad', '???'],
  ['no mention of attachments', { hasAttachment: false, from: 'bright' }, 'narrow', 'y??'],
  ['more than a few bytes', { size: { bytes: 100, comparison: 'larger' } }, 'broad', '???'],
  ['more than ten megabytes', { size: { bytes: 10_000_000, comparison: 'larger' } }, 'narrow', '???'],
  ['more than ten megabytes, as words', query('larger:10M'), 'narrow', '???'],
  ['less than ten megabytes', { size: { bytes: 10_000_000, comparison: 'smaller' } }, 'broad', '???'],
  ['promotions', query('category:promotions'), 'narrow', '???'],
  ['the inbox', query('in:inbox is:unread'), 'broad', 'yyy'],
  ['what was sent', query('in:sent'), 'narrow', 'nnn'],
  ['what is older than a day', query('older_than:1d'), 'broad', '???'],
  // several conditions
  ['nothing', {}, 'broad', 'yyy'],
  ['blanks', { from: ' ', query: '  ' }, 'broad', 'yyy'],
  ['an attachment from a domain', { from: 'client.example', hasAttachment: true }, 'narrow', '??n'],
  ['a sender and oneself', { from: 'ben.bright@client.example', to: 'me' }, 'narrow', 'ynn'],
  ['a sender, without a word', { from: 'client.example', negatedQuery: 'invoice' }, 'narrow', '??n'],
  ['everything without a word', { negatedQuery: 'invoice' }, 'broad', '???'],
  ['a sender or anything with an attachment', query('from:client.example OR has:attachment'), 'broad', 'yy?'],
  ['OR binds closer than a blank', query('from:shop.example subject:sale OR from:client.example'), 'narrow', 'nnn'],
  ['brackets in brackets', query('from:((news@shop.example OR (ben.bright@client.example)))'), 'narrow', 'ynn'],
  ['an operator with a blank behind it', query('from: client.example'), 'narrow', 'yyn'],
  ['an operator in capitals', query('FROM:client.example'), 'narrow', 'yyn'],
  ['AND between', query('from:client.example AND from:ben'), 'narrow', 'y?n'],
  ['an operator nobody knows', query('colour:red'), 'narrow', '???'],
  ['an address of the web', query('https://shop.example/sale'), 'narrow', '???'],
  // broken and hostile
  ['a bracket that is not closed', query('from:(ben.bright@client.example'), 'narrow', 'ynn'],
  ['a bracket that was not opened', query('from:client.example)'), 'narrow', 'yyn'],
  ['a quotation that does not end', query('from:"client.example'), 'narrow', 'yyn'],
  ['OR alone', query('OR'), 'broad', 'yyy'],
  ['OR at both ends', query('OR from:client.example OR'), 'narrow', 'yyn'],
  ['empty braces', query('{}'), 'broad', '???'],
  ['a minus alone', query('-'), 'broad', 'yyy'],
  ['a thousand brackets', query(`${'('.repeat(1_000)}from:client.example`), 'broad', '???'],
  ['ten thousand minuses', query(`${'-'.repeat(10_000)}x`), 'broad', '???'],
  ['thousands of operators', query('from:'.repeat(4_000)), 'narrow', '???'],
  ['more text than Gmail takes', query('invoice '.repeat(5_000)), 'broad', '???'],
  ['signs of an expression', query('.*+?^${}()|[]\\'), 'broad', '???'],
  ['markup', query('<img src=x onerror=alert(1)>'), 'narrow', '???'],
  ['names of an object', query('__proto__ constructor'), 'narrow', '???'],
];
