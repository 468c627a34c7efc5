import { anyOf } from '../../text/any-of.ts';
import { excerpt } from '../excerpt.ts';

/** How vacation programs and absent people say it, in eight languages first and in the subjects of several more. */

/** Prefixes that only programs put before a subject, as Exchange and Gmail do in the language of the absent person. */
const prefixes = anyOf(
  String.raw`
  automatic reply|automatic response|auto[- ]?reply|auto[- ]?response|autoresponse|autoresponder|auto[- ]?responder
  automated (?:reply|response)|auto|out[- ]of[- ](?:the[- ])?office(?: (?:auto ?)?(?:reply|notification|message|autoreply))?
  ooo|oof|vacation(?: (?:reply|response|message|notice))?|away(?: (?:message|notice|notification|from (?:my |the )?(?:mail
  e-?mail|desk|office)))?|on (?:vacation|leave|holiday)
  absence notification|automatische antwort|automatische antwortnachricht|autoreply
  abwesenheits(?:notiz|nachricht|meldung|benachrichtigung|info(?:rmation)?|assistent)?|abwesend|abwesenheit
  automatische r(?:ü|ue)ckmeldung|nicht im b(?:ü|ue)ro|außer haus|r[ée]ponse automatique|message d['’]absence
  notification d['’]absence|avis d['’]absence|absence du bureau|absent(?:e)? du bureau|message automatique
  r[ée]pondeur automatique|absence|respuesta autom[áa]tica|contestaci[óo]n autom[áa]tica|respuesta de ausencia
  fuera de (?:la )?oficina|mensaje autom[áa]tico|aviso de ausencia|ausencia|autorrespuesta|risposta automatica
  messaggio automatico|fuori (?:ufficio|sede)|assenza dall[’']ufficio|avviso di assenza|assente|risponditore automatico
  resposta autom[áa]tica|resposta autom[áa]tica de ausência|mensagem autom[áa]tica|fora do escrit[óo]rio|aviso de ausência
  ausência(?: tempor[áa]ria)?|ausente|automatisch antwoord|automatische (?:reactie|beantwoording|reply)
  afwezigheids(?:bericht|melding|assistent)|afwezig(?:heid)?|niet aanwezig|niet op kantoor|buiten kantoor|自動(?:応答|返信|回答|返答)
  不在(?:通知|連絡|のお知らせ|のご連絡|応答|案内)?|休暇(?:中|通知|のお知らせ|連絡)?|外出(?:中)?|お休み(?:中|のお知らせ)?|休業(?:の|中)?(?:お知らせ|ご案内)?|autosvar
  automatisk svar|automatiskt svar|fr[åa]nvaro|fravær(?:sbesked|smelding|sassistent)?|ikke til stede|automaattinen vastaus
  poissaolo(?:viesti|ilmoitus)?|odpowied[źz] automatyczna|automatyczna odpowied[źz]|nieobecno[śs][ćc]|автоматический ответ
  автоответ(?:чик)?|автоматична відповідь|вне офиса|automatick[áa] odpov[ěe][ďd]|nep[řr][íi]tomnost|automatikus v[áa]lasz
  h[áa]zon k[íi]v[üu]l|r[ăa]spuns automat|otomatik (?:yan[ıi]t|cevap)|ofis d[ıi][şs][ıi]nda|αυτόματη απάντηση|εκτός γραφείου
  automatski odgovor|samodejni odgovor|automatinis atsakymas|autom[āa]tisk[āa] atbilde|automaatvastus|自动(?:答复|回复|應答)
  自動(?:回覆|回復|答覆)|外出自动回复|자동 ?(?:회신|응답|답장)|부재(?:중)?|תשובה אוטומטית|رد تلقائي|trả lời tự động|ตอบกลับอัตโนมัติ|balasan otomatis
  acknowledge?ment(?: of receipt)?|eingangsbest(?:ä|ae)tigung|empfangsbest(?:ä|ae)tigung|accus[ée] de r[ée]ception(?: automatique)?
  acuse de recibo(?: autom[áa]tico)?|conferma (?:automatica )?di ricezione|confirma[çc][ãa]o (?:autom[áa]tica )?de recebimento|ontvangstbevestiging
  受付(?:完了)?(?:の(?:お知らせ|ご連絡))?
`,
  '^\\s*(?:\\[[^\\]]{1,40}\\]\\s*)?[*[(【<]?\\s*',
  '\\s*(?:[\\])】>*]|[:：!]|\\s[-–—]|[-–—]\\s|$|\\s*\\((?=.)|\\s+(?=(?:re|fwd?|aw|sv|tr|rv|r|res|antw)\\s?:))',
);

/** Words in a subject that say somebody is away; a person may write them, too. */
const absentSubjects = anyOf(String.raw`
  out of (?:the )?office|\booo\b|\boof\b|\bon (?:annual |maternity |paternity |parental |sick |medical )?leave\b|on vacation
  on holidays?|\baway (?:from|until|till|on)\b|i am away|i'm away|currently away|not in (?:the )?office|\bpto\b
  no longer (?:with|at|works)|limited access|vacation|nicht (?:im|am) (?:b(?:ü|ue)ro|arbeitsplatz|haus)|abwesen|im urlaub
  au(?:ß|ss)er haus|elternzeit|urlaub (?:bis|vom|ab)\b|absent|absence|en cong[ée]s?|cong[ée]s (?:du|jusqu)|en vacances|hors du bureau|cong[ée] (?:maternit[ée]|parental)
  fuera de (?:la )?oficina|de vacaciones|ausente|ausencia|fuori (?:ufficio|sede)|in ferie|assen(?:te|za)
  fora do escrit[óo]rio|de f[ée]rias|em f[ée]rias|aus[êe]ncia|afwezig|niet (?:op kantoor|aanwezig)|met vakantie|op vakantie
  met verlof|不在|休暇|外出中|お休み|休業|semester|ferie|в отпуске|отсутств|urlop|szabads[áa]g
`);

/** Sentences that say outright that no person wrote this. */
const automatic = anyOf(String.raw`
  this is an? (?:automatic|automated|auto[- ]?(?:generated|reply|response))
  automatic(?:ally)? (?:generated )?(?:reply|response|message|generated|sent)
  auto(?:mated)?[- ](?:reply|response|generated|responder)
  this (?:message|e-?mail|reply) (?:was|is|has been) (?:sent )?automatic|vacation (?:auto-?)?(?:reply|responder|message)
  automated (?:message|e-?mail|mail|notification|confirmation|acknowledge?ment)|auto-generated
  automatisch(?:e|en)? (?:antwort|nachricht|generiert|erstellt|versendet|erzeugt|r[üu]ckmeldung|e-?mail)
  automatische abwesenheits|automatisierte (?:antwort|nachricht|e-?mail)
  (?:r[ée]ponse|message|courriel|mail|e-?mail) automatique|automatiquement|(?:respuesta|mensaje|correo) autom[áa]tic[oa]
  generad[oa] autom[áa]ticamente|(?:risposta|messaggio|mail|e-?mail) automatic[oa]|generat[oa] automaticamente
  (?:resposta|mensagem|e-?mail) autom[áa]tic[oa]|enviad[oa] automaticamente|gerad[oa] automaticamente
  automatisch (?:antwoord|bericht|gegenereerd|verzonden|verstuurd)|automatische (?:reactie|e-?mail)|自動(?:応答|返信|配信|送信|的に)
  автоматическ|automatiskt? svar|automatyczn(?:a|ie)|自动(?:回复|答复)|자동 ?(?:회신|응답)
`);

/** A mail that says it of itself; a person may speak of automatic mail, too, and not so. */
const declared = anyOf(String.raw`
  this (?:is|message is|e-?mail is|was) an? (?:automatic|automated|auto[- ]?(?:generated|reply|response))
  (?:do not|don.t) (?:reply|respond) to this (?:automatic|automated|auto-?generated|system)
  dies(?:e (?:nachricht|e-?mail|mail) (?:ist|wurde|wird)| ist|es schreiben ist) (?:eine )?automati(?:sch|siert)
  (?:ceci|il s[’']agit|ce (?:message|courriel|mail)) (?:est |d[’'])(?:une? )?[^.!?\n]{0,30}automatique(?:ment)?
  est[ea] (?:es un[ao]?|mensaje|correo|respuesta)[^.!?\n]{0,30} (?:autom[áa]tic|generad[oa] autom[áa]tic)
  quest[oaa'’]\s?(?:è )?(?:un |una )?(?:messaggio|risposta|mail|e-?mail)[^.!?\n]{0,20} automatic
  est[ea] (?:é uma?|mensagem|e-?mail)[^.!?\n]{0,30} autom[áa]tic
  dit (?:is een|bericht is)[^.!?\n]{0,20} automatisch|このメール(?:は|に)[^。\n]{0,10}自動|自動(?:返信|応答|配信|送信)(?:メール)?(?:です|となって|されて|して)
`);

/** Absence as a fact of today, in the first person or about a colleague. */
const absent = anyOf(String.raw`
  (?:will|can) ?not be reading my (?:e-?)?mail|your (?:e-?mail|mail|message) (?:regarding|concerning|about) .{0,120}will be read
  (?:i am|i'm|i’m|i will be|i'll be|i’ll be|am|is|will be|currently|we are) (?:currently |presently |now |also )?(?:away
  out of (?:the )?(?:office|town|country)|out(?: of)? (?:until|from|on|this|today|sick)|on (?:\w+ )?(?:leave|vacation
  holidays?|sabbatical|pto)|not (?:in (?:the )?office|available|at work|working)|travell?ing|unavailable|ooo|off (?:work
  until|today|this))
  out of (?:the )?office|away from (?:my |the )?(?:desk|office|e-?mail|computer|work)
  (?:has|have) (?:recently )?left the (?:company|firm|organi[sz]ation|business)|i(?: ha|.)ve now left
  (?:my|the|our) office (?:is|will be) closed|no longer (?:with|work(?:s|ing)? (?:at|for|with)|employed)
  has left the company|on (?:annual|maternity|paternity|parental|sick|medical) leave|on vacation
  (?:bin|ist|sind|befinde mich|werde)[^.!?\n]{0,80}(?:nicht (?:im|am|in|erreichbar|verf[üu]gbar|da\b|anwesend|per)|abwesend
  im urlaub|au(?:ß|ss)er haus|unterwegs|auf (?:gesch[äa]fts|dienst)reise|in elternzeit|im mutterschutz|krank)
  nicht (?:im (?:b[üu]ro|haus)|erreichbar|am arbeitsplatz)|au(?:ß|ss)er haus|(?:meine|in meiner) abwesenheit|im urlaub
  nicht mehr (?:f[üu]r|bei|im unternehmen)|unser b[üu]ro ist
  (?:je suis|je serai|suis|nous sommes|sera)[^.!?\n]{0,60}(?:absente?s?|en cong[ée]s?|en vacances|en d[ée]placement
  hors d[ue]|en arr[êe]t|indisponible|en r[ée]union|injoignable)
  actuellement (?:absent|en cong|en vacances|en d[ée]placement|indisponible)|absente? (?:du|de mon|jusqu)
  (?:mon|durant mon|pendant mon) absence|en cong[ée]s? (?:jusqu|du|maternit|parental)|ne (?:fait|fais) plus partie
  de retour le|notre (?:bureau|soci[ée]t[ée]|entreprise) (?:est|sera) ferm
  (?:estoy|estar[ée]|me encuentro|me encontrar[ée]|est[áa]|estamos)[^.!?\n]{0,60}(?:fuera|ausente|de vacaciones|de baja
  de viaje|de permiso|no disponible)
  fuera de (?:la |mi )?oficina|de vacaciones|mi ausencia|ya no (?:trabaj|form)|estar[ée] (?:ausente|fuera)
  (?:sono|sar[òo]|mi trovo|[èe]|siamo|sar[àa])[^.!?\n]{0,60}(?:assente|fuori (?:ufficio|sede)|in ferie|in vacanza|in viaggio
  in trasferta|in congedo|in maternit[àa]|non (?:disponibile|raggiungibile))
  fuori (?:ufficio|sede)|mia assenza|in ferie|non lavora pi[ùu]
  (?:estou|estarei|encontro-me|encontrar-me-ei|est[áa]|estamos)[^.!?\n]{0,60}(?:fora|ausente|de f[ée]rias|em f[ée]rias
  de licen[çc]a|em viagem|indispon[íi]vel)
  fora d[oe] escrit[óo]rio|minha aus[êe]ncia|de f[ée]rias|n[ãa]o trabalha mais
  (?:ben|ik ben|is|zijn|zal)[^.!?\n]{0,60}(?:afwezig|niet (?:op kantoor|aanwezig|bereikbaar|in de gelegenheid)
  met (?:vakantie|verlof)|op (?:vakantie|reis)|vrij\b|buiten kantoor|ziek)
  (?:mijn|tijdens mijn) afwezigheid|niet (?:op kantoor|meer werkzaam)|op vakantie|met (?:vakantie|verlof)
  (?:不在|休暇|外出|出張|休業|お休み|休み|離席|育休|産休|夏季休|年末年始)|退職(?:し|いた)|席を外して|jag [äa]r (?:p[åa] semester|inte|borta|ledig)
  jeg er (?:p[åa] ferie|ikke|bortreist|fraværende)|olen (?:lomalla|poissa)|jestem (?:na urlopie|nieobecn)|в отпуске
  буду отсутствовать|нахожусь в|(?:休假|外出|出差)|부재 ?중
`);

/** What else a template says: thanks, whom to ask meanwhile, when an answer may come. */
const thanks = anyOf(String.raw`
  thank(?:s| you) for (?:your|the|contacting|getting|reaching|writing)
  (?:danke|vielen dank|herzlichen dank|besten dank) f[üu]r (?:ihre|deine|die|eure)|merci (?:de|pour) (?:votre|ton|votre|m)
  j[’']ai bien re[çc]u|gracias por (?:su|tu|contactar|escribir|el)|he recibido su|grazie (?:per|del)
  obrigad[oa] p(?:or|el[oa])|agrade[çc]o|(?:bedankt|dank) (?:voor|u)|(?:メール|ご連絡|お問い合わせ).{0,12}(?:ありがとう|いただき)|お世話になって
`);
const deputy = anyOf(String.raw`
  (?:urgent|immediate|emergenc|in my absence|assistance|in the meantime|meanwhile)
  (?:please|kindly) (?:contact|call|reach|e-?mail|write|refer|direct|address|forward)
  (?:dringend|eilig|notf[äa]ll|vertretung|in der zwischenzeit|wenden sie sich|kontaktieren sie|vertreten)
  (?:urgen|en cas d|veuillez contacter|vous pouvez (?:contacter|joindre)|merci de contacter|adresse[rz])
  (?:urgen|p[óo]ngase en contacto|contacte|contactar|dir[íi]jase|puede (?:contactar|escribir))|(?:urgen|contatt|rivolger)
  (?:urg[êe]n|contact|entre em contato)|(?:dringend|spoed|neem (?:dan )?contact|contact op)
  (?:お急ぎ|緊急|至急|代わりに|担当者?まで|までご連絡|下記まで)
`);
const later = anyOf(String.raw`
  (?:limited|no|little|intermittent|infrequent) access
  (?:will|shall|i.ll) (?:respond|reply|answer|get back|read|be (?:happy|checking))|upon my return
  when i (?:return|get back|am back)|as soon as (?:possible|i)|not (?:be )?(?:forwarded|read|checked|monitored)
  (?:nicht|keine|keinen|selten|eingeschr[äa]nkt)[^.\n]{0,40}(?:zugriff|zugang|weitergeleitet|gelesen|bearbeitet)
  nach meiner r[üu]ckkehr|r[üu]ckkehr|schnellstm[öo]glich|baldm[öo]glichst|[àa] mon retour|d[èe]s (?:mon|que)
  dans les (?:meilleurs|plus brefs)|acc[èe]s (?:limit|restreint)|pas acc[èe]s|a mi (?:regreso|vuelta)
  acceso (?:limitado|al correo)|lo antes posible|al mio (?:rientro|ritorno)|accesso (?:limitato|alla)|il prima possibile
  quando (?:eu )?(?:regressar|voltar|retornar)|no meu (?:regresso|retorno)|acesso (?:limitado|ao)|assim que poss[íi]vel
  bij (?:mijn )?terugkomst|zodra ik|zo (?:snel|spoedig) mogelijk|beperkt|niet doorgestuurd
  (?:改めて|戻り次第|後日|休み明け|確認|返信|ご返答|対応).{0,20}(?:いたし|させて|します|できま|なり)
`);

const examined = 4_000;
const flat = (text: string): string => text.slice(0, examined).replaceAll(/\s+/g, ' ');
const around = (text: string, pattern: RegExp): string | undefined => {
  const match = pattern.exec(text);
  return match === null ? undefined : excerpt(text, match.index, match[0].length);
};

const programWords = anyOf(String.raw`
  auto(?:m[aá]t|r|[- ]|\s?:)|out[- ]of[- ]|abwesenheits|r[ée]pond|自動|自动|不在(?:通知|応答)|автоотв|автомат|자동|αυτόμα|otomatik|samodejni
  תשובה|تلقائي|tự động|อัตโนมัติ|otomatis|bericht|melding|besked|notif|message|aviso|avviso
`);
/** What some programs put behind the subject that they answer, in brackets or behind a dash. */
const suffix = /(?:[([]|\s[-–—]\s|^\S{1,20}!\s)\s*(?:out of (?:the )?office\s)?auto(?:matic|mated)?[- ]?(?:reply|response|answer|antwort)\s*[)\]]?\s*$/iu;
const bracketed = /[([]\s*(?:out[- ]of[- ](?:the[- ])?office|on (?:vacation|leave|holiday)|abwesend|absent(?:e)?|ausente|assente)\s*[)\]]\s*$/iu;

/** `program` where no person begins or ends a subject so, `either` where one may, too. */
export const automaticSubject = (subject: string): 'program' | 'either' | undefined => {
  const begins = prefixes.exec(subject.slice(0, 200))?.[0];
  if (begins !== undefined) return programWords.test(begins) ? 'program' : 'either';
  if (suffix.test(subject.slice(-200))) return 'program';
  return bracketed.test(subject.slice(-60)) ? 'either' : undefined;
};

/** A whole sentence with a name in it, as Notes writes it: `Kate Smith is out of the office.` */
const aboutSomebody = anyOf(
  String.raw`
  is (?:currently )?(?:out of (?:the )?office|away|on (?:leave|vacation|holiday))|ist (?:derzeit )?(?:au(?:ß|ss)er haus|abwesend|nicht im b(?:ü|ue)ro|im urlaub)
  est (?:actuellement )?(?:absent(?:e|\(e\))?|en cong[ée]s?)|est[áa] (?:ausente|fuera)|[èe] (?:assente|fuori)|est[áa] (?:fora|de f[ée]rias)
  is (?:afwezig|niet (?:aanwezig|op kantoor))
`,
  '^\\p{Lu}[^:：?!]{2,60}\\s',
  '[^?!]{0,60}$',
);
export const isAbsenceOfSomebody = (subject: string): boolean => aboutSomebody.test(subject.slice(0, 200));

export const isAbsentSubject = (subject: string): boolean => absentSubjects.test(subject.slice(0, 300));
export const automaticWords = (text: string): string | undefined => around(flat(text), automatic);
/** A mail that asks whether another one is automatic does not say so of itself. */
export const declaresAutomatic = (text: string): string | undefined => {
  const words = flat(text);
  const match = declared.exec(words);
  if (match === null || /^[^.!。]{0,60}[?？]/u.test(words.slice(match.index + match[0].length))) return undefined;
  return excerpt(words, match.index, match[0].length);
};
export const absentWords = (text: string): string | undefined => around(flat(text), absent);

const greetings = anyOf(
  String.raw`
  hi|hello|hey|dear|good (?:morning|day|afternoon|evening)|greetings|to whom|hallo|guten|gr(?:ü|ue)(?:ß|ss)|sehr geehrte|liebe|moin|servus|bonjour|bonsoir
  madame|monsieur|ch[eè]re?s?|hola|buen[oa]s|estimad[oa]|buon|ciao|salve|gentil|egregi|ol[áa]|bom dia|boa|prezad[oa]|car[oa]|beste|goed|geachte|dag
  .{1,20}(?:様|さん)|お世話|いつも|平素|ご連絡|メール
`,
  '^',
);

/** Whether these first sentences of a text do no more than greet and thank. */
export const onlyGreets = (text: string): boolean =>
  text.split(/[.!?。！？]/u, 6).every((sentence) => sentence.trim().length < 4 || greetings.test(sentence.trim()) || thanks.test(sentence));

const receipts = anyOf(String.raw`
  (?:we|i) (?:have |.ve )?(?:just )?(?:received|got) your (?:e-?mail|mail|message|request|inquiry|enquiry|ticket)
  your (?:e-?mail|mail|message|request|inquiry|enquiry|ticket) (?:has been|was) (?:received|registered|logged)|ticket .{0,30}(?:created|opened|registered)
  (?:ihre|deine) (?:nachricht|e-?mail|mail|anfrage) (?:ist bei uns eingegangen|wurde empfangen|haben wir|erhalten)
  haben (?:ihre|deine) (?:nachricht|e-?mail|mail|anfrage) erhalten|bien re[çc]u votre|votre (?:message|demande|courriel|e-?mail) a (?:bien )?[ée]t[ée]
  (?:hemos|he) recibido su|su (?:mensaje|correo|solicitud) ha sido recibid|abbiamo ricevuto (?:la|il) su|recebemos (?:a sua|o seu|sua|seu)
  hebben (?:uw|je) (?:bericht|e-?mail|mail|aanvraag|vraag) (?:goed )?ontvangen|(?:メール|お問い合わせ)を(?:受信|受付|受け付け|拝受)
`);

/** Whether it confirms that a mail came in, as help desks do. */
export const confirmsReceipt = (text: string): boolean => receipts.test(flat(text));

/** Whether it says whom to ask meanwhile. */
export const namesDeputy = (text: string): boolean => deputy.test(flat(text));

/** Whether it says when an answer may come. */
export const saysLater = (text: string): boolean => later.test(flat(text));

const gone = anyOf(String.raw`
  no longer|\bleft\b|nicht mehr|ne (?:fait|fais) plus|n.est plus|ya no|non lavora|n[ãa]o trabalha|niet meer|退職
`);

/** Whether the absence has no end: somebody has left for good. */
export const saysGone = (absence: string): boolean => gone.test(absence);

/** How many of a template's three other sentences a text has. */
export const templateSentences = (text: string): number => {
  const words = flat(text);
  return [thanks, deputy, later].filter((pattern) => pattern.test(words)).length;
};
