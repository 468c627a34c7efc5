import { anyOf } from '../../text/any-of.ts';
import type { RecipientStatus } from './delivery-status.ts';
import { beforeCopy } from './returned-mail.ts';

/** Whether an address will not work again, or may; and what told so. */
export interface BounceKind {
  readonly kind: 'hard' | 'soft';
  /** RFC 3463 where the bounce has one. */
  readonly status: string | undefined;
  /** What was decisive: a status, an SMTP code, or words. */
  readonly because: string;
}

const gone = anyOf(String.raw`
  (?:user|account|address|recipient|mailbox|local.?part|person|alias|member|subscriber|receiver
  addressee)s?\b.{0,50}(?:unknown|does(?:n.t| not) exist|not exist|not found|not listed|no longer (?:exists?|valid|available
  active|employed|with)|invalid|disabled|deactivated|suspended|inactive|is gone|terminated|closed|not recognized
  not (?:a )?known|cannot be found|couldn.t be found|wasn.t found|discontinued)
  (?:unknown|no such|invalid|bad|non-?existent|nonexistent|undefined|illegal|incorrect|wrong|inactive
  disabled) .{0,25}(?:user|account|address|recipient|mailbox|local.?part|person|alias|domain|host|destination)
  no (?:mailbox|user|account|one|such) (?:here|by|with|named|user)|doesn.t have an? .{0,30}account
  (?:host|domain|server)s?\b.{0,40}(?:unknown|not found|does(?:n.t| not) exist|not exist|no mx|couldn.t be found)
  host unknown|unrouteable|unroutable|name or service not known|no mx|has (?:moved|been disabled)|not our customer
  addresses? (?:had|have) permanent|nicht (?:bekannt|gefunden|vorhanden)|unbekannt|existiert nicht|inconnu|n.existe pas
  introuvable|desconocid|no existe|sconosciut|inesistente|não existe|desconhecid|onbekend
  не (?:найден|существует|зарегистрирован)|неизвест|存在しな|存在しません|不明|不存在|존재하지
`);
const full = anyOf(String.raw`
  (?:mail)?box.{0,30}(?:full|exceed|over)|(?:over|exceed\w*).{0,25}(?:quota|storage|limit|size)
  quota.{0,25}(?:exceed|full|reach|over)|insufficient.{0,20}(?:storage|space|disk)|(?:not enough|no) (?:disk )?space
  storage.{0,20}(?:full|exceed)|out of storage|voll|pleine|lleno|llena|pien[ao]|cheia|переполнен|一杯|いっぱい|容量|已满|已滿|가득
`);
const blocked = anyOf(String.raw`
  spam|blocked|block ?list|black ?list|denied|policy|unsolicited|reputation|virus|suspicious|phish|dmarc|\bspf\b|dkim
  authenticat|not (?:allowed|permitted|authorized|accept)|relay|refused|rejected due|banned
  content (?:filter|reject|policy|not)|too (?:large|big|many)|size (?:limit|exceed)|exceed\w* .{0,20}(?:size|rate)
  rate.limit|throttl|grey ?list|try again|temporar|timed? ?out|(?:unable|could not|cannot|can.t|failed) to connect|timeout
  connection|deferred|loop|hop count|expired|busy|sending (?:limit|quota)|limit for sending
  unavailable
`);

/** Statuses of the sender's side, of fullness and of policy say nothing against the address, though they end in failure. */
const deadStatus = /^5\.(?:1\.(?:0|1|2|3|4|6|9|10|20|351)|2\.1|4\.(?:1|4|310)|7\.(?:17|18))$/;
const generalStatus = /^[245]\.(?:[0-9]\.0|7\.1|7\.13|9\.\d+)$/;

/** What a text says against an address or a mailbox, in the words of mail systems. */
export const reasonIn = (text: string): string | undefined => {
  const words = beforeCopy(text).replaceAll(/\s+/g, ' ');
  return (gone.exec(words) ?? full.exec(words))?.[0];
};

const enhanced = /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/g;
const replyCode = /(?<![\d.:-])([45]\d\d)(?=[ \t-]|$)(?!\s*(?:bytes|kb|ms|sec))/m;

export const bounceKindOf = (statuses: readonly RecipientStatus[], whole: string): BounceKind => {
  const own = beforeCopy(whole);
  const failed = statuses.find(({ action }) => action === 'failed') ?? statuses[0];
  const diagnostic = failed?.diagnostic ?? '';
  const words = `${diagnostic} ${own}`.replaceAll(/\s+/g, ' ');
  const status = statusOf(failed?.status, diagnostic, words);
  const code = (replyCode.exec(diagnostic) ?? replyCode.exec(own))?.[1];
  return { status, ...kindOf(status, code, diagnostic === '' ? words : diagnostic, words) };
};

/** The remote system's own status says more than the general one that the report repeats. */
const statusOf = (reported: string | undefined, diagnostic: string, words: string): string | undefined => {
  const said = (text: string): string | undefined =>
    [...text.matchAll(enhanced)].map((match) => match[1]).find((each) => each !== undefined && !/^[45]\.0\.0$/.test(each));
  if (reported === undefined || reported.startsWith('2.')) return said(diagnostic) ?? said(words) ?? undefined;
  return /^[45]\.0\.0$/.test(reported) ? (said(diagnostic) ?? reported) : reported;
};

const kindOf = (
  status: string | undefined,
  code: string | undefined,
  said: string,
  words: string,
): { readonly kind: 'hard' | 'soft'; readonly because: string } => {
  const told = (
    kind: 'hard' | 'soft',
    because: string | undefined,
  ): { readonly kind: 'hard' | 'soft'; readonly because: string } => ({ kind, because: because ?? status ?? code ?? kind });
  if (status?.startsWith('4.') === true) return told('soft', status);
  if (status !== undefined && deadStatus.test(status) && !/^5\.1\.0$/.test(status)) return told('hard', status);
  if (status !== undefined && !generalStatus.test(status)) return told('soft', status);
  const over = full.exec(said);
  const dead = gone.exec(said);
  if (dead !== null && (over === null || dead.index < over.index)) return told('hard', status ?? dead[0]);
  if (over !== null) return told('soft', status ?? over[0]);
  if (code?.startsWith('4') === true && status === undefined) return told('soft', code);
  // What SMTP calls so at its fifth hundred is no mailbox at all.
  const none = code?.startsWith('5') === true ? /mailbox (?:is )?unavailable/i.exec(said) : null;
  if (none !== null) return told('hard', status ?? none[0]);
  const policy = blocked.exec(said);
  if (policy !== null) return told('soft', status ?? policy[0]);
  const elsewhere = gone.exec(words);
  if (elsewhere !== null) return told('hard', status ?? elsewhere[0]);
  // A refusal for its sender's or its content's sake says nothing against the address.
  if (status?.startsWith('5.7.') === true) return told('soft', status);
  // A failure that gives no reason is final: the mail system says that it gave up.
  return told('hard', status ?? code);
};
