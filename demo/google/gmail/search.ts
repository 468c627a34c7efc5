import { placeInTime, type Mailbox, type StoredMail } from './mailbox.ts';

/**
 * Gmail's search as far as a program asks it: words, `from: to: subject: after: before: in: is: label: has: rfc822msgid:`,
 * a leading minus, and lists in round brackets. https://support.google.com/mail/answer/7190
 */
type Test = (mail: StoredMail) => boolean;

export interface Search {
  readonly test: Test;
  /** Of the instants it can match, the first and the last. */
  readonly from: number;
  readonly to: number;
  /** Spam and trash are searched too. */
  readonly anywhere: boolean;
  readonly messageId: string | undefined;
}

export const readSearch = (q: string): Search => {
  const search = { from: -Infinity, to: Infinity, anywhere: false, messageId: undefined as string | undefined };
  const tests: Test[] = [];
  for (const [, minus = '', operator = '', brackets, quoted, word = ''] of q.matchAll(/(-?)(?:(\w+):)?(?:\(([^)]*)\)|"([^"]*)"|(\S+))/g)) {
    const name = operator.toLowerCase();
    const value = quoted ?? word;
    const not = minus === '-';
    if (name === 'after') search.from = Math.max(search.from, instantOf(value, 1));
    else if (name === 'before') search.to = Math.min(search.to, instantOf(value, 0) - 1);
    else if (name === 'in' && value === 'anywhere') search.anywhere = true;
    else {
      if (name === 'rfc822msgid' && !not) search.messageId = bracketed(value);
      if (name === 'in' && (value === 'spam' || value === 'trash') && !not) search.anywhere = true;
      const any = brackets === undefined ? [value] : brackets.split(/\s+(?:OR\s+)?/).filter((each) => each !== '');
      const test: Test = (mail) => any.some((each) => fits(mail, name, each));
      tests.push(not ? (mail) => !test(mail) : test);
    }
  }
  return { ...search, test: (mail) => mail.at >= search.from && mail.at <= search.to && tests.every((test) => test(mail)) };
};

/** Newest first, without reading what the time or the id rules out. */
export const searchMails = (mailbox: Mailbox, search: Search, withSpamAndTrash: boolean, labels: readonly string[]): StoredMail[] => {
  const visible = (mail: StoredMail): boolean =>
    (withSpamAndTrash || search.anywhere || !mail.labels.some((label) => label === 'SPAM' || label === 'TRASH')) &&
    labels.every((label) => mail.labels.includes(label)) &&
    search.test(mail);
  if (search.messageId !== undefined) return [mailbox.byMessageId.get(search.messageId)].filter((mail) => mail !== undefined).filter(visible);
  return mailbox.byTime.slice(placeInTime(mailbox, search.from - 1), placeInTime(mailbox, search.to)).reverse().filter(visible);
};

const fits = (mail: StoredMail, operator: string, value: string): boolean => {
  const wanted = value.toLowerCase();
  const { head, labels } = mail;
  switch (operator) {
    case 'from':
      return head.from.includes(wanted);
    case 'to':
    case 'cc':
    case 'bcc':
      return head.to.some((address) => address.includes(wanted));
    case 'subject':
      return head.subject.toLowerCase().includes(wanted);
    case 'rfc822msgid':
      return head.messageId === bracketed(value);
    case 'in':
    case 'is':
    case 'label':
      return labels.some((label) => label.toLowerCase() === (wanted === 'anywhere' ? label.toLowerCase() : wanted));
    case 'has':
      return wanted === 'attachment' && /^content-disposition:\s*attachment/im.test(mail.raw().toString('latin1'));
    default:
      return `${head.subject} ${head.from} ${head.to.join(' ')}`.toLowerCase().includes(wanted) || mail.raw().toString('utf8').toLowerCase().includes(wanted);
  }
};

const bracketed = (id: string): string => (id.startsWith('<') ? id : `<${id}>`);

/** Seconds since 1970, or a day. `past` says that the second or day that is named is left out. */
const instantOf = (value: string, past: 0 | 1): number => {
  if (/^\d{5,}$/.test(value)) return (Number(value) + past) * 1000;
  const [, year, month, day] = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/.exec(value) ?? [];
  return year === undefined ? -Infinity : Date.UTC(Number(year), Number(month) - 1, Number(day));
};
