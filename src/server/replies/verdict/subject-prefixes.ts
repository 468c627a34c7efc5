import { oneOf } from '../text/any-of.ts';

/** What a subject's prefix says: `Re:`, `AW:`, `Fwd:`, `转发：`, in the languages of mail programs. */
export type Prefix = { readonly kind: 'reply' | 'forward' | 'either'; readonly prefix: string } | { readonly kind: 'none' };

const reply = oneOf(String.raw`
  re|aw|antw|antwort|sv|svar|ref|réf|rép|rep|réponse|res|resp|r|rif|odp|odpowiedź|vá|válasz|vast|ynt|yanıt|atb|bls|αp|απ
  απάντηση|σχετ|ответ|отв|на|отг|вiдп|відп|відповідь|回复|回覆|答复|答覆|返信|回信|회신|답장|השב|תגובה|رد|ad|odg|răsp|atbilde|ats|trả lời
  ตอบ|ตอบกลับ|ang
`);
const forward = oneOf(String.raw`
  fw|fwd|fyi fw|fyi fwd|forward|forwarded|forwarded message|tr|trans|transfert|réexp|wg|weitergeleitet|weiterleitung|wtr|rv|reenv|reenvío|reenviado|rnv|enc|encaminhado
  res enc|doorst|doorgestuurd|vb|vidarebefordrat|videresendt|vl|välitetty|pd|podaj dalej|przek|przekazane|przesłane|i
  inoltro|inoltra|inoltrato|ilt|i̇lt|iletilen|iletildi|továbbítás|továbbítva|továbbított|továbbítása|přeposláno|přeposlano
  předáno|fwd přeposláno|preposlané|přep|preposlaná|πρθ|προωθ|προώθηση|пересл|переслано|перенаправлено|переадресовано
  пересылка|перес|пд|пер|препр|препратено|转发|轉寄|轉發|轉呈|転送|전달|הועבר|העברה|إعادة توجيه|ส่งต่อ|chuyển tiếp|trs|teruskan
  proslijeđeno|prosljeđeno|proslijeđ|posredovano|redirecţionat|redirecționat|transmis|edasi|pārsūt|persiųsta
`);
/** The same letters mean a reply in one language and a forward in another. */
const either = 'vs|ant';

const tag = '(?:\\[[^\\]\\n]{1,60}\\]\\s*|\\([^)\\n]{1,40}\\)\\s+|\\*+[^*\\n]{1,40}\\*+\\s*|(?:external|extern|ext|caution|warning|fyi|info|zur info)\\s*[:-]\\s*)*';
const count = '(?:\\s?(?:\\[\\d{1,3}\\]|\\(\\d{1,3}\\)|\\^\\d{1,3}|\\d{1,2}))?';
const pattern = new RegExp(`^\\s*${tag}(?:(${reply})|(${forward})|(${either}))${count}\\s{0,2}[:：]`, 'iu');

/** What this subject begins with. Words of a list in brackets before it are passed over; a forwarded mail's own `Re:` behind it is not ours. */
export const prefixOf = (subject: string): Prefix => {
  // Turkish capital İ has no small letter of one sign.
  const match = pattern.exec(subject.slice(0, 200).replaceAll('İ', 'I'));
  if (match !== null) {
    const prefix = subject.slice(0, match[0].length).trim();
    return { kind: match[1] !== undefined ? 'reply' : match[2] !== undefined ? 'forward' : 'either', prefix };
  }
  const bracketed = /^\s*(?:[[(]\s*)?(?:fwd?|forwarded?|전달)\s*(?:[\])]|-\s|\.\s|(?<=[[(]\s{0,3}fwd?)\s*:)/iu.exec(subject);
  return bracketed === null ? { kind: 'none' } : { kind: 'forward', prefix: bracketed[0].trim() };
};
