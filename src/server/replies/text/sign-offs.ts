import { anyOf, oneOf } from './any-of.ts';

/** What stands below a mail's own words: signature separators, and the lines that phones and mail programs add. */
const separator = /^\s*(?:--|—|–|-- |__)\s*$/u;
const row = /^\s*(?:__+|--+|──+)\s*$/u;

/** Rows of one sign that some use as separators and others as ornaments. One sign alone may begin an item of a list. */
const ornament = /^\s*(?:([*=~#+─–—-])\1+|[=~_─–—ᐧ]|[-_*=~]{3,})\s*$/u;

export const separatesSignature = (line: string): boolean => separator.test(line) || row.test(line);

const disclaims = anyOf(String.raw`
  confidential|vertraulich|confidentiel|confidencial|riservat|vertrouwelijk|privileged|intended|disclaimer|unsubscribe|disclosure
  virus|haftung|printing|imprimer|registered (?:in|office)|geschäftsführ|amtsgericht|https?://|www\.
`);
const saysSomething = /\S+(?:\s+\S+){2,}[.!?。]\s*$/u;

/** Whether sentences stand below a row of signs: then it parts what a person wrote, and no signature from it. */
const goesOn = (below: readonly string[]): boolean => {
  const sentences = below.filter((line) => saysSomething.test(line.slice(-400)) && !disclaims.test(line));
  return sentences.reduce((words, line) => words + line.trim().split(/\s+/).length, 0) > 5;
};

export const beginsSignature = (line: string, below: readonly string[]): boolean =>
  separator.test(line) || (row.test(line) && !goesOn(below));

export const isOrnament = (line: string, below: readonly string[]): boolean => ornament.test(line) && !goesOn(below);

const device = oneOf(String.raw`
  iphone|ipad|ipod|mac|macbook|apple watch|android|samsung|galaxy|blackberry|nokia|htc|huawei|xiaomi|redmi|oneplus|pixel
  lg|sony|xperia|motorola|moto|windows|surface|mobile|mobil|handy|phone|telefon|teléfono|telefono|téléphone|telefone
  telefoon|smartphone|tablet|cell|cellular|cellphone|móvil|movil|celular|cellulare|portable|mobiel|mobilgerät|mobiltelefon
  matkapuhelin|komórki|телефона|смартфона|мобильного|мобільного|airmail|mailbox|outlook|yahoo|gmail|mail|proton|protonmail
  hey|spark|superhuman|thunderbird|k-9|fairemail|bluemail|aquamail|zoho|gmx|web\.de|aol|orange|ios|inbox|canary|mailspring
  evolution|front|missive|tutanota|tuta|nine|boxer|samsung|alto|mymail|mail\.ru|yandex|яндекс|mailbird|nylas|ti-\d+|device
  gerät|appareil|dispositivo|apparaat|enhet|enhed|laite
`);

const sent = oneOf(String.raw`
  sent|composed|written|typed|sent from|sent via|sent with|sent by|sent using|get|envoyé|envoyée|expédié|téléchargez
  télécharger|obtenez|gesendet|verschickt|geschickt|diese nachricht wurde|von meinem|holen sie|hol dir|enviado|enviada
  enviat|mandado|obtener|obtén|obter|inviato|inviata|scarica|ottieni|verzonden|verstuurd|download|outlook voor|wysłane
  wysłano|pobierz|отправлено|отправленное|послано|скачать|надіслано|відправлено|sendt|skickat|skickades|hämta|hent|få
  lähetetty|hanki|odesláno|odoslané|poslané|získejte|küldve|a következőről küldve|elküldve|trimis|gönderildi|gönderilen
  poslano|στάλθηκε|απεσταλμένο|نُشر|أُرسلت|נשלח|ส่งจาก|được gửi|dikirim|saadetud|発信|送信|から送信|發自|发自|傳送|从我的|從我的|보냄|에서 보냄|나의|내
`);

const phoneLine = new RegExp(
  `^[\\s>]*[([<«*_-]*\\s*(?:(?:${sent})(?=[\\s:：*([]|$)[^\\n]{0,60}?(?:^|[^\\p{L}])(?:${device}|(?:iphone|ipad|ipod|android|galaxy|outlook)\\p{L}{1,6})(?:$|[^\\p{L}])|(?:\\p{L}+\\s)?from\\s+(?:my\\s+|a\\s+)?(?:${device})\\b)[^\\n]{0,120}$`,
  'iu',
);

// What follows "my" is a device, whatever it is called.
const mineLine = anyOf(String.raw`
  ^[\s>]*[([<*_-]*\s*(?:sent from|sent via|sent on) (?:my|a|the)\s[^\n]{1,80}$
  ^[\s>]*(?:envoyé (?:de|depuis) (?:mon|ma)|von meinem|gesendet von (?:meinem|mein|unterwegs)|enviado (?:desde|de|do|da
  a partir do) (?:mi|meu|minha|mon)|inviato (?:da|dal|con) (?:il )?(?:mio|mia)?|verzonden (?:vanaf|van|met|via) (?:mijn|m'n)
  skickat från min|sendt fra (?:min|mit)|wysłan[eo] z (?:mojego|mojej)|отправлено (?:с|из)|надіслано (?:з|із)|odesláno z
  odoslané z|trimis (?:de pe|din)|poslano (?:s|z|iz) (?:mog|mojeg|moje)|στάλθηκε από)[^\n]{0,60}$
  ^[\s>]*[^\n]{1,40}(?:['’]\p{L}{1,6})? (?:gönderildi|gesendet|lähetetty|küldve)\.?$
`);

const asianPhoneLine =
  /^[\s>]*[(（]?(?:从|從|發自|发自|来自|由)[^\n]{0,40}(?:iPhone|iPad|手机|手機|邮箱|信箱|Outlook|Mail|傳送|发送)[^\n]{0,20}$|^[\s>]*[^\n]{0,30}(?:から送信|から送られました|에서 보냄|에서 보낸)[^\n]{0,20}$/iu;

const viaLine = /^[\s>]*[([<]*(?:sent via|sent with|sent using|get)\s[^\n]{1,60}$/iu;

/** `Sent from my iPhone` and its kind, one line by itself. */
export const isPhoneLine = (line: string): boolean => {
  const text = line.trim();
  if (text === '' || text.length > 160 || /[?!]$/u.test(text)) return false;
  return (
    phoneLine.test(text) ||
    mineLine.test(text) ||
    asianPhoneLine.test(text) ||
    (viaLine.test(text) && text.split(/\s+/).length <= 6 && !/[.]\s/.test(text))
  );
};

const footer = anyOf(String.raw`
  ^\s*(?:you received this (?:message|email) because|to unsubscribe|unsubscribe|_{10,}$|this (?:e-?mail|message)(?: and| is
  \shas|\s+contains)|virus-free|diese e-mail wurde von|avast|no virus found|отписаться|se désabonner|abmelden)
`);

/** The first line of what lists and filters add below everything. */
export const beginsFooter = (line: string): boolean => footer.test(line);
