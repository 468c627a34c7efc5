import { headerOf } from '../mail/mail.ts';
import { anyOf } from '../text/any-of.ts';
import type { ReadWords } from './reading.ts';

/** What Exchange puts before the subject of a receipt, and says in it, where a gateway has taken the standard's form away. */
const subjects = anyOf(
  String.raw`
  (?:not )?read|deleted|(?:nicht )?gelesen|ungelesen gelöscht|(?:non )?lu|(?:no )?leído|(?:non )?letto|(?:não )?lid[ao]
  (?:niet )?gelezen|開封済み|未開封|既読|return receipt|read receipt|lesebestätigung|accusé de lecture|confirmación de lectura
  conferma di lettura|confirmação de leitura|leesbevestiging|開封確認
`,
  '^\\s*',
  '\\s*(?:[:：]|$|[(-])',
);
const words = anyOf(String.raw`
  was (?:read|displayed|opened|deleted)|(?:wurde|ist) [^.\n]{0,40}(?:gelesen|angezeigt|geöffnet|gelöscht)
  a été (?:lu|affiché|ouvert|supprimé)|(?:fue|ha sido) (?:leíd|mostrad|abiert|eliminad)|è stat[oa] (?:lett|visualizzat|apert|eliminat)
  foi (?:lid|exibid|abert|excluíd|eliminad)|is [^.\n]{0,40}(?:gelezen|weergegeven|geopend|verwijderd)|(?:開封|表示|削除)されました
`);
const longestNotice = 1_500;

/** A notice that a mail was displayed, deleted or processed (RFC 8098). */
export const isReadReceipt = ({ mail, words: { whole } }: ReadWords): boolean =>
  /report-type\s*=\s*"?disposition-notification/i.test(headerOf(mail, 'content-type') ?? '') ||
  mail.parts.some(({ type }) => /^message\/(?:global-)?disposition-notification$/.test(type)) ||
  (whole.length < longestNotice && subjects.test(mail.subject) && words.test(whole));
