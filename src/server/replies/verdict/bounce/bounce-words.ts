import { anyOf } from '../../text/any-of.ts';
import { excerpt } from '../excerpt.ts';

/** How mail systems say in their many languages that a mail was not, or not yet, delivered. */

const subjects = anyOf(String.raw`
  undeliver|un-deliver|not delivered|non.?deliver
  delivery (?:has )?(?:failure|failed|error|problem|report|status|notification|unsuccessful|incomplete|suspended)
  fail(?:ed|ure) (?:of )?(?:mail |message )?deliver|failure notice|failure delivery|delivery status|returned mail
  returned (?:to sender|message|email|e-mail)|returning (?:message |mail |to )?(?:to )?sender
  mail (?:delivery )?(?:system )?(?:fail|error|status|warning)|message (?:delivery )?(?:failure|failed|error)
  failed (?:mail|message|e-?mail)\b
  (?:could|can) ?not (?:be )?(?:deliver|send|sent)|could not send|couldn't be delivered|wasn't delivered|was not delivered
  not be delivered|rejected mail|mail rejected
  (?:message|mail|e-?mail)(?: you sent)? (?:was |has been )?(?:rejected|blocked|refused|bounced|returned)|bounced?\b
  postmaster notify|nondeliverable|non-?d[ée]livrable|warning: message|delayed mail|mail delayed|message delayed
  delivery delayed|considered (?:unsolicited|spam)|there was an error sending your|smtp server: errors from
  loop (?:alert|back warning|warning|detected)|unzustellbar|nicht zustellbar|nicht zugestellt|zustell(?:ung|fehler)
  übermittlungsfehler|nicht übermittelt|unbekannter empfänger|nicht ausgeliefert|verzögert|non remis|non distribu
  non d[ée]livr|[ée]chec (?:de |d.)?(?:la )?(?:remise|distribution|livraison|envoi)
  n'a pas (?:pu [êe]tre|été) (?:remis|distribu|d[ée]livr|envoy)|impossible de (?:remettre|distribuer|d[ée]livrer)
  retourn[ée] [àa] l.exp[ée]diteur|no (?:se )?(?:pudo|puede|ha podido|fue|es posible) (?:ser )?entrega|no entregad
  no se entreg|error (?:de|en la) entrega|fallo (?:de|en la) entrega|devuelto|imposible entregar|sin entregar
  non recapitabil|mancat[oa] (?:recapito|consegna)|impossibile (?:recapitare|consegnare)
  non (?:è stato )?(?:recapitat|consegnat)|errore di (?:recapito|consegna)|notifica di mancat
  não (?:foi |pôde ser |é possível |pode ser )?(?:entreg|enviad)|não entregue|falha (?:na|de|no) (?:entrega|envio)|devolvid
  impossível entregar|onbestelbaar|niet (?:worden )?(?:bezorgd|afgeleverd|besteld)|niet bezorgd|bezorging mislukt
  kan niet worden bezorgd|niet te bestellen|niedostarcz|nie (?:może|można|została|zostało|udało się) (?:zostać )?(?:dostarcz|doręcz)|zwrot
  błąd dostarcz|недоставлен|не (?:было |может быть |был[ао]? |удалось )?доставл|не удалось доставить|невозможно доставить
  возврат (?:письма|почты)|ошибка доставки|не доставлен|недоставлене|помилка доставки|не вдалося доставити|nedoručiteln
  nelze doručit|nedoruč|nemohla být doručena|nie je možné doručiť|olevererbar|kunde inte lever|gick inte att lever
  kan (?:ikke|inte) lever|kunne ikke lever|ikke leveret|ikke levert|leveringsfejl|ei voi(?:da|tu)? toimittaa
  toimitus epäonnistui|toimittamatta|kézbesíthetetlen|nem kézbesíthető|kézbesítési|nelivra|nu a putut fi livrat
  teslim edileme|iletilemedi|μη παραδ|αδύνατη η παράδοση|δεν παραδόθηκε|neisporuč|nije isporučen|nije moguće isporučiti|配信不能
  配信(?:でき|に失敗|エラー|失敗|されませんでした|不可)|配送(?:できません|エラー|不能|失敗)|エラー(?:通知|メール)|送信(?:できません|エラー|に失敗|失敗|不能)|届きません|届けることができません|宛先不明|返送|不達
  未配信|メールを配信|メッセージを配信できません|送信されませんでした|退信|退回|无法(?:投递|送达|传递|发送)|無法(?:投遞|送達|傳遞|寄送|傳送)|未送达|未送達|未传递|未傳遞|投递失败|投遞失敗|传递失败|傳遞失敗|发送失败
  郵件傳遞|배달되지|배달(?:할 수 없|하지 못|실패|에 실패)|전송(?:되지| ?실패|할 수 없)|반송|수신 ?불가|לא ניתן למסירה|تعذر (?:ال)?تسليم|لم يتم تسليم
  ไม่สามารถส่ง|không (?:thể )?(?:gửi|chuyển)|tidak (?:dapat )?(?:terkirim|dikirim)|gagal (?:dikirim|terkirim)
`);

const bodies = anyOf(String.raw`
  bezorging .{0,80}mislukt|recapito .{0,80}non riuscito|entrega .{0,80}falhou|falha na entrega|leverans\w* .{0,60}misslyckades|levering\w* .{0,60}(?:mislykkedes|mislyktes)
  toimitus .{0,40}epäonnistui|dostarczeni\w* .{0,40}nie powiodło|doručení .{0,40}(?:selhalo|se nezdařilo)
  kézbesítés\w* .{0,40}sikertelen|livrarea .{0,40}eșuat
  (?:could|can|did|was|were|has|have|would|may)(?: ?not|n.t) (?:be |been |get )?(?:be )?(?:delivered|sent|send|reach|deliver
  forwarded|forward|relay|relayed|accepted)
  cannot be delivered|unable to (?:deliver|send|relay)|not (?:be )?delivered to
  delivery (?:to the following|to these|of (?:the|this|your) (?:mail|message|e-?mail)|has failed|failed|attempt)
  could not be (?:sent|delivered|processed|relayed)|undeliverable|undelivered|returned to (?:the )?sender
  returning (?:it|the message|your)
  (?:mail|message|e-?mail) (?:was |has been |could |is )?(?:rejected|blocked|bounced|returned|refused|undeliver)
  permanent(?:ly)? (?:fatal |error|fail)|fatal errors?|wasn.t able to deliver|i'm sorry to have to inform you
  this is the mail (?:system|delivery)|the following (?:address|recipient|message|user|destination)
  reasons? (?:for|of) (?:the )?(?:failure|non)|failed (?:address|recipient|to deliver|delivery)|had (?:permanent|transient)
  trouble delivering|problem delivering|error (?:while )?(?:delivering|sending)
  no such (?:user|address|mailbox|recipient|person)|user unknown|unknown (?:user|recipient|address|local.part)
  mailbox (?:is )?(?:full|unavailable|not found|does not exist|disabled|unknown)|user (?:does not|doesn.t) exist
  recipient (?:address )?(?:rejected|unknown|not found|does not exist|name is not recognized)|over (?:the )?quota
  quota exceeded|not listed in|relay(?:ing)? (?:access )?denied|host (?:unknown|not found)|unrouteable
  transcript of (?:the )?session|requested action not taken|message log follows|failure reasons?|did not reach the following
  not a valid (?:user|address|recipient|mailbox|e-?mail)|no valid recipients|considered (?:spam|unsolicited)|hop count exceeded|duplicated message-id|loop (?:alert|back|detected)
  too many hops|mail loop|non-deliver|refused to accept|address (?:was )?not found
  domain (?:could not be |was not )?(?:found|does not exist)|message (?:you sent )?blocked|will be returned
  not been delivered|still (?:being retried|trying|undelivered)|will (?:be retried|keep trying|continue)
  nicht (?:zugestellt|zustellbar|ausgeliefert|übermittelt|erreicht)|unzustellbar|konnte(?:n)? .{0,60}nicht
  zustellung .{0,40}(?:fehlgeschlagen|nicht möglich|verzögert)|empfänger .{0,40}(?:unbekannt|nicht gefunden|existiert nicht)
  n'a pas (?:pu|été|encore)|n'ont pas pu|impossible (?:de|d.)(?:la )?.{0,30}(?:remettre|distribuer|délivrer|envoyer|remise)
  [ée]chec de .{0,20}(?:remise|distribution|livraison|envoi)|non (?:remis|distribué|délivré)
  destinataire .{0,30}(?:inconnu|introuvable)|boîte .{0,30}pleine
  no (?:se )?(?:pudo|puede|ha podido|fue posible|ha sido posible).{0,30}entreg|no (?:ha sido|fue) entregad
  error (?:de|en la) entrega|destinatario .{0,30}(?:desconocido|no existe)|usuario desconocido|buzón .{0,20}lleno
  non (?:è stato |può essere |è stato possibile )?(?:recapitat|consegnat|recapitare|consegnare)
  impossibile (?:recapitare|consegnare)|mancat[oa] (?:recapito|consegna)|destinatario sconosciuto|casella .{0,20}piena
  não (?:foi|pôde|pode|é possível).{0,40}(?:entreg|enviad)|falha (?:na|de|no) (?:entrega|envio)
  destinatário .{0,20}(?:desconhecido|não existe)|niet (?:worden )?(?:bezorgd|afgeleverd|besteld)|onbestelbaar
  nie (?:może|można|została|zostało|udało się).{0,30}(?:dostarcz|doręcz)
  не (?:было |может быть |был[ао]? |удалось |удается )?доставл|не удалось (?:доставить|отправить)|недоставлен
  невозможно доставить|не доставлен|пользовател[ья] .{0,20}не (?:найден|существует)
  ящик .{0,30}(?:переполнен|не существует|недоступен)|не вдалося доставити|nelze doručit|nebyl[ao]? doručen|kunde inte lever
  kunne ikke lever|kan ikke lever|ei voi(?:da|tu)? toimittaa|nem (?:sikerült )?kézbesít|nu a putut fi livrat|teslim edileme
  δεν (?:ήταν δυνατή|παραδόθηκε)|(?:配信|送信|配送|お届け|送る|届け)(?:することが)?(?:でき(?:ません|なかった)|に失敗|されませんでした|不能|エラー)|届きませんでした
  存在しない(?:ため|アドレス|メール)|宛先(?:不明|が(?:見つ|存在))|メールボックスが(?:一杯|いっぱい|満)|受信(?:拒否|できません|者が)|送信(?:に)?失敗|返送
  (?:下記|以下)の?(?:アドレス|宛先|メールアドレス)|(?:无法|無法|未能|不能)(?:投递|投遞|送达|送達|传递|傳遞|发送|寄送|傳送)|退信|退回|(?:收件人|收件者|用户|邮箱).{0,10}(?:不存在|已满|未知)
  배달(?:되지|할 수 없|하지 못|실패)|전송(?:되지|하지 못|실패)|수신자.{0,20}(?:없|찾을 수)|반송
`);

const delays = anyOf(String.raw`
  delay|postponed|deferred until|still being (?:retried|attempted|processed)
  (?:will|we.ll|shall) (?:be retried|keep (?:on )?(?:re)?trying|continue (?:to )?(?:try|attempt|re)|retry|try again|go on trying)
  not (?:yet )?been (?:yet )?delivered (?:yet|after)|has not yet been|could not send message for past
  could not be delivered (?:yet|for (?:more than|the (?:last|past)))|warning message only|do(?:es)? ?n.?t need to re-?send
  do not need to re-?send|no action is (?:required|needed)|attempts? .{0,20}will (?:be made|continue)|queued on (?:the )?
  verzögert|verspät|noch nicht (?:zugestellt|ausgeliefert)|weitere zustellversuche|retardé|différé|pas encore (?:été|pu)
  de nouveau (?:essay|tent)|retras(?:ad|o)|aún no|todavía no|seguir(?:á|emos) intentando|ritard
  non (?:è )?(?:ancora )?stat[oa] ancora|nuovi tentativi|atrasad|ainda não|vertraagd|vertraging|nog niet|opóźni|jeszcze nie
  задерж|ещ[её] не|повторн(?:ые|ая|ую) попытк|zpožd|opozd|försenad|forsinket|viiväst|késleltet|késik|întârzi|gecik|καθυστέρ
  遅延|遅れ|再送(?:を|信|し|され|中)|まだ(?:配信|送信|届)|再試行|延迟|延遲|推迟|稍后重试|尚未(?:送达|投递|送達)|지연|다시 시도
`);

const ends = anyOf(String.raw`
  giv(?:e|ing|en) up|permanent(?:ly)?|no (?:further|more) (?:attempts|retries)|failed (?:permanently|after)
  returned (?:mail|to sender|unopened)|has been returned|too long|expired|\b5\d\d[ -]5\.\d|delivery (?:has )?failed
  message (?:has been )?(?:removed|discarded|deleted|dropped)|endgültig|définitive|definitiv
`);

/** How mail systems begin the subject of a report, and nobody else any subject. */
const reportSubjects = anyOf(
  String.raw`
  undeliverable:|undelivered mail|delivery status notification|returned mail:|failure notice$|mail delivery (?:failed|system
  error)
  unzustellbar:|nicht zustellbar:|non (?:remis|recapitabile)\s?:|no se puede entregar:|não entregue:|onbestelbaar:
  niet[ -]bezorgd:
  niedostarczalne:|не доставлено:|недоставленное сообщение|kunde inte levereras:|kan ikke leveres:|nedoručitelné:
  kézbesíthetetlen:
  nelivrat:|teslim edilemedi:|配信不能|無法傳遞的|无法传递的|無法傳遞:|无法传递:
`,
  '^\\s*',
);

/** `Undeliverable: Offer`: the subject of the mail that failed behind it, or its fate in brackets. */
export const repeatsSubject = (subject: string): boolean => /^[^:：]{3,60}[:：]\s*\S|\((?:failure|delay)/iu.test(subject.slice(0, 200));

const refusal =
  /(?:^|[\s<[(:"'])(?:[45]\d\d[ -](?:#?[45]\.\d{1,3}\.\d{1,3}\b|- )|(?:MAIL FROM|RCPT TO):|<<< [45]\d\d|>>> [A-Z]{4})/;

const examined = 16_000;

/** Line breaks fall anywhere in a sentence. */
const flat = (text: string): string => text.slice(0, examined).replaceAll(/\s+/g, ' ');

/** The words in a subject that only a returned or delayed mail has. */
export const undeliveredSubject = (subject: string): string | undefined => subjects.exec(flat(subject))?.[0];

/** `Re: Offer: not delivered`, as gateways write it that answer like people: what failed comes first. */
const endOfSubject = /(?:[:：]|\s[-–—]|\()\s*([^:：()]{4,60})\)?\s*$/u;
export const undeliveredAtEnd = (subject: string): string | undefined => {
  const end = endOfSubject.exec(subject.slice(-120))?.[1];
  return end === undefined ? undefined : subjects.exec(end)?.[0];
};

const personal = /\b(?:my|our|i'?m|mein(?:e[rnm]?)?|unser(?:e[rnm]?)?|mon|mes|notre|nos|mis|nuestr[oa]s?|mio|nostr[oa]|meu|minha|nosso|mijn|onze?)\b|[?？]|^\s*(?:hi|hello|hey|dear|hallo|liebe|sehr geehrte|bonjour|hola|ciao|ol[áa]|beste|geachte)\b/iu;
const addressAlone = /^[\s>*•·<"'(-]*(?:[\p{L} -]{2,30}:\s*)?(?:"[^"\n]{0,80}"\s*)?<?[^\s<>@]{1,64}@[^\s<>@]{1,190}\.[^\s<>@]{2,60}[>"')]?[\s:.;,]*$/u;

/** Whether a text greets, asks, or speaks of somebody's own things, as no mail system does. */
export const isPersonal = (text: string): boolean => personal.test(text.slice(0, 600));

const mails = /\b(?:e-?)?mails?\b|messag|nachricht|courri(?:el|er)|correo|mensaje|mensagem|bericht|wiadomo|письм|сообщени|メール|メッセージ|邮件|郵件|메일/iu;
/** Parcels fail to be delivered, too. */
export const speaksOfMail = (text: string): boolean => mails.test(text.slice(0, 2_000));

const arrived = /success(?:ful|fully)? (?:delivery notification|delivered|relayed)|(?:has been|was|were) (?:successfully )?delivered to/iu;
const failed = /fail|fatal|could ?n.t|could not|unable|not (?:be |been )?deliver|undeliver|transient|rejected|unknown|delayed/iu;
/** Whether a text says that a mail arrived, and of nothing that did not. */
export const saysDelivered = (text: string): boolean => arrived.test(text.slice(0, 4_000)) && !failed.test(text.slice(0, 4_000));

/** Whether a text names an address on a line of its own, as lists of mail systems do. */
export const listsAddress = (text: string): boolean =>
  !isPersonal(text) && text.slice(0, 3_000).split('\n').some((line) => line.length < 300 && addressAlone.test(line));

export const isReportSubject = (subject: string): boolean => reportSubjects.test(subject.slice(0, 200));

/** The words in a text that say a mail was not delivered, with what stands around them. */
export const undeliveredWords = (text: string): string | undefined => {
  const words = flat(text);
  const match = bodies.exec(words);
  return match === null ? undefined : excerpt(words, match.index, match[0].length);
};

/** A piece of the talk between two mail systems. */
export const refusalIn = (text: string): string | undefined => {
  const match = refusal.exec(text.slice(0, examined));
  return match === null
    ? undefined
    : text
        .slice(match.index, match.index + 120)
        .trim()
        .split('\n', 1)[0];
};

/** Whether the words speak of a delay and of no end. */
export const saysDelayed = (text: string): boolean => delays.test(flat(text));

const carried = /deliver|mail|message|zustell|nachricht|remise|distribution|livraison|recapito|consegna|messaggi|entrega|correo|mensa|bezorging|bericht|配信|配送|メール|достав/iu;

/** A subject such as `Delivery delayed`; trains and projects are late, too. */
export const delayedSubject = (subject: string): string | undefined => (carried.test(subject) ? delays.exec(flat(subject))?.[0] : undefined);

export const saysEnded = (text: string): boolean => ends.test(flat(text));
