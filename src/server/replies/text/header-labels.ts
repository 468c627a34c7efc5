import { oneOf } from './any-of.ts';

/**
 * The labels that mail programs write above a quoted or forwarded mail, in their languages: `From:`, `Von:`, `差出人:`.
 * Kept in lower case; a label may stand in several kinds, because languages share words.
 */
export type LabelKind = 'from' | 'date' | 'to' | 'cc' | 'subject' | 'reply-to';

const words: Readonly<Record<LabelKind, string>> = {
  from: String.raw`
    from|de|von|da|van|od|fra|från|lähettäjä|keneltä|feladó|expéditeur|expediteur|remitente|mittente|afzender
    absender|avsändare|afsender|avsender|nadawca|отправитель|от|от кого|від|від кого|відправник|подател|remetente
    gönderen|kimden|šalje|pošiljatelj|pošiljalac|odosielateľ|odesílatel|odesilatel|expeditor|de la|από|αποστολέας
    מאת|من|จาก|từ|dari|người gửi|saatja|kellelt|no|nuo|siuntėjas|sūtītājs|发件人|發件人|寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람|발신|발신자
  `,
  date: String.raw`
    date|sent|sent at|sent on|date sent|datum|gesendet|gesendet am|envoyé|envoyé le|envoyée|enviado|enviado el
    enviado em|enviada em|fecha|data|inviato|inviata|verzonden|verstuurd|wysłano|wysłane|отправлено|дата
    дата отправки|надіслано|відправлено|изпратено|dato|sendt|skickat|skickades|lähetetty|päiväys|päivämäärä|pvm
    odesláno|odoslané|poslano|poslané|küldve|elküldve|küldés dátuma|dátum|trimis|dată|gönderildi|gönderme tarihi
    tarih|ημερομηνία|στάλθηκε|נשלח|תאריך|تاريخ|التاريخ|أرسلت|วันที่|ส่ง|ngày|gửi|tanggal|dikirim|saadetud|kuupäev
    išsiųsta|nosūtīts|发送时间|發送時間|日期|时间|時間|传送日期|傳送日期|寄件日期|送信日時|日時|日付|送信日|보낸 날짜|날짜|발송일|보낸날짜
  `,
  to: String.raw`
    to|an|à|a|para|per|aan|do|till|til|dla|кому|до|komu|címzett|címzettek|destinataire|destinataires|destinatario
    destinatari|destinatário|empfänger|ontvanger|mottagare|modtager|mottaker|vastaanottaja|kenelle|adresat|către
    destinatar|kime|alıcı|prima|primatelj|primalac|za|príjemca|příjemce|προς|אל|إلى|الى|ถึง|đến|tới|kepada|ke|saaja
    kellele|kam|kam:|gavėjas|收件人|收件者|宛先|받는 사람|받는사람|수신|수신자|получатель
  `,
  cc: String.raw`
    cc|cci|bcc|kopie|kopia|kopi|kopio|kópia|copie|copia|cópia|c.c.|в копии|копия|копія|másolat|másolatot kap
    bilgi|kopija|în copie|κοιν|κοινοποίηση|עותק|נסخة|سلام|สำเนา|抄送|副本|參考|参照|참조
  `,
  subject: String.raw`
    subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|temat|тема|предмет|emne|ämne|aihe|předmět|predmet
    tárgy|subiect|konu|naslov|zadeva|θέμα|נושא|الموضوع|موضوع|เรื่อง|chủ đề|tiêu đề|subjek|perihal|teema|pealkiri
    tema|temats|относно|主题|主題|主旨|标题|件名|題名|제목
  `,
  'reply-to': String.raw`
    reply-to|reply to|antwort an|antworten an|répondre à|responder a|rispondi a|risposta|beantwoorden aan
    antwoord aan|odpowiedz do|odpowiedź do|svar til|svara till|svar till|vastausosoite|odpověď komu|odpovědět komu
    odgovori na|válaszcím|ответить|обратный адрес|yanıt adresi|返信先|回复|回覆|회신 주소
  `,
};

const kindsOf = new Map<string, readonly LabelKind[]>();
for (const [kind, list] of Object.entries(words)) {
  for (const word of oneOf(list).split('|')) {
    kindsOf.set(word, [...(kindsOf.get(word) ?? []), kind as LabelKind]);
  }
}

const labelled = /^[ \t>*_|]*([\p{L}][\p{L}\p{M}.\- ]{0,24}?)[ \t]*[*_]*[ \t]*[:：][ \t]*[*_]*/u;

/** What kind of header line this is, by its label; none for anything else. Its value is what follows. */
export const labelOf = (line: string): { readonly kinds: readonly LabelKind[]; readonly value: string } | undefined => {
  const match = labelled.exec(line.length > 400 ? line.slice(0, 400) : line);
  const kinds = match === null ? undefined : kindsOf.get((match[1] ?? '').replaceAll(/\s+/g, ' ').trim().toLowerCase());
  return match === null || kinds === undefined ? undefined : { kinds, value: line.slice(match[0].length).trim() };
};

/** Every label of a kind, for a header block whose lines ran together. */
export const anyLabel = (kind: LabelKind): string => oneOf(words[kind]).replaceAll('.', '\\.');
