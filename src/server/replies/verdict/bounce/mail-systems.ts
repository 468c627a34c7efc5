import { anyOf } from '../../text/any-of.ts';
import { headerOf, type Mail } from '../../mail/mail.ts';

const daemonAddress =
  /^(?:mailer[-_. ]?daemon|mail[-_. ]?daemon|maildaemon|mail\.delivery\.system|mail[-_.]?delivery(?:[-_.]?(?:system|subsystem))?|mdaemon|microsoftexchange[0-9a-f]{20,}|double-bounce|bounce[sd]?)(?:$|[@+.-])/i;
const daemonName = anyOf(String.raw`
  mailer[- ]?daemon|mail[- ]?daemon|(?:e-?)?mail deliver\w* (?:sub-?)?(?:system|service)|mail system
  internet mail delivery|ndr administrator|bounced mail|delivery subsystem|message delivery|配信システム
`);
const officeAddress =
  /^"?(?:po+st[-_. ]?master|post_master|(?:system )?administrator|mail[-_.]?(?:admin|er|system)|sysadmin|root)(?:$|[@+."\\-])/i;
const officeName = anyOf(String.raw`
  post[-_ ]?master|mail administrator|system administrator|microsoft outlook|administrator|content[- ]?filter|mail gateway
  systemadministrator|(?:anti-?virus|virus ?wall|mail ?(?:scan(?:ner)?|sweeper|marshal|guard)).{0,40}
`);

const programAddress = /^(?:no-?reply|do-?not-?reply)(?:$|[@+._-])/i;

export type MailSystem = { readonly kind: 'daemon' | 'office' | 'program'; readonly name: string } | undefined;

/**
 * Whether a mail system speaks, by its sender: a *daemon*'s name is no person's, an *office* such as postmaster is a
 * mailbox that people write from, too, and a *program* writes about anything.
 */
export const mailSystemOf = (mail: Pick<Mail, 'headers' | 'from'>): MailSystem => {
  const raw = headerOf(mail, 'from') ?? headerOf(mail, 'sender') ?? '';
  const { name, address } = mail.from[0] ?? { name: '', address: '' };
  const said = name === '' ? address || raw.trim() : address === '' ? name : `${name} <${address}>`;
  if (
    daemonAddress.test(address) ||
    daemonAddress.test(raw.trim()) ||
    daemonName.test(name) ||
    daemonName.test(raw.slice(0, 300))
  )
    return { kind: 'daemon', name: said };
  // Some write a sender of nothing.
  if (name === '' && /^\s*<\s*>\s*$/.test(raw)) return { kind: 'daemon', name: '<>' };
  if (officeAddress.test(address) || officeName.test(name)) return { kind: 'office', name: said };
  if (programAddress.test(address)) return { kind: 'program', name: said };
  return undefined;
};

/** The envelope of every report: answers to it go nowhere. Undefined where no header tells. */
export const hasNoReturnAddress = (mail: Pick<Mail, 'headers'>): boolean => {
  const path = headerOf(mail, 'return-path')?.trim().toLowerCase();
  if (path !== undefined && (path === '' || /^<\s*>|^<?(?:mailer-daemon|null)(?:@[^>]*)?>?$/.test(path))) return true;
  return /^\s*(?:"?[^"<]{0,60}"?\s*)?<\s*>\s*$/.test(headerOf(mail, 'from') ?? 'none');
};
