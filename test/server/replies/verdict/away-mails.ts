/** Automatic answers as eight languages write them, with the day of return that a reader finds in them. */
export interface AwayMail {
  readonly subject: string;
  readonly body: string;
  readonly headers?: string;
  /** When it was sent; 23 November 2026, a Monday, unless said otherwise. */
  readonly date?: string;
  readonly back: string | undefined;
}

const replied = 'Auto-Submitted: auto-replied';
const answers = 'In-Reply-To: <tracked-1@example.org>';

export const awayMails: Readonly<Record<string, readonly AwayMail[]>> = {
  English: [
    { subject: 'Automatic reply: Your offer', body: 'Thank you for your email. I am out of the office until 4 January 2027 with limited access to email.', back: '2027-01-04' },
    { subject: 'Out of Office: Proposal', body: 'Hi,\n\nI am on annual leave and will be back on Monday, December 7th.\n\nKind regards\nTom', back: '2026-12-07' },
    { subject: 'Re: Your offer', headers: replied, body: "I'm away from my desk until Thursday. For urgent matters call Kate.", back: '2026-11-26' },
    { subject: 'Automatic reply: Hello', body: 'I will be out of the office from 21 December to 3 January.', back: '2027-01-03' },
    { subject: 'Automatic reply: Hello', date: 'Mon, 23 Nov 2026 08:00:00 -0500', body: 'I am out of office 11/20 through 12/01/2026. Please contact Sam Doe in my absence.', back: '2026-12-01' },
    { subject: 'Automatic reply: Hello', date: 'Mon, 23 Nov 2026 13:00:00 +0000', body: 'I am on leave until 01/12/2026.', back: '2026-12-01' },
    { subject: 'Away until December 5', headers: answers, body: 'I am currently away and will reply upon my return.', back: '2026-12-05' },
    { subject: 'Auto: Re: Quote', body: 'This is an automatic reply. I am travelling and return to the office tomorrow.', back: '2026-11-24' },
    { subject: 'Automatic reply: Quote', body: 'I no longer work at Example Ltd. Please contact office@example.com.', back: undefined },
    { subject: 'Automatic reply: Quote', body: 'I am out of the office for the rest of November. I shall be back in two weeks.', back: '2026-12-07' },
    { subject: 'Automatic reply: Quote', body: 'Out of office until 12/4/26.', back: '2026-12-04' },
    { subject: 'Automatic reply: Quote', body: "I'm on parental leave and will return in September 2027.", back: '2027-09-01' },
    { subject: 'away from my mail', headers: 'Precedence: bulk', body: 'I will not be reading my mail for a while.\nYour mail regarding "Offer" will be read when I return.', back: undefined },
    { subject: 'Vacation Re: Offer', body: 'I am on vacation.', back: undefined },
    { subject: 'Offer (Auto Response)', body: 'We have your mail.', back: undefined },
    { subject: 'Hello', headers: 'Return-Path: <>', body: 'I am out of the office until December 5.', back: '2026-12-05' },
    { subject: 'OOO Re: meeting', body: 'I am OOO December 21-31 and back January 4.', back: '2027-01-04' },
  ],
  'of programs that leave every header out': [
    { subject: 'Automatic reply: Offer', body: 'I am out of office from 23 Nov - 4 Dec with no access to e-mail.', back: '2026-12-04' },
    { subject: 'RE: Offre', headers: answers, body: 'Bonjour,\n\nJe suis absent jusqu’au 30 novembre. En cas d’urgence, vous pouvez contacter Paul.\n\nCordialement', back: '2026-11-30' },
    { subject: 'Kate Smith est absente (retour le 30/11/2026)', body: 'Je serai absente du 23/11/2026 au 30/11/2026.', back: '2026-11-30' },
    { subject: 'Eingangsbestätigung: Angebot', headers: answers, body: 'Vielen Dank. Dies ist eine automatisch erstellte Eingangsbestätigung. Wir melden uns.', back: undefined },
    { subject: 'Accusé de réception', headers: answers, body: 'Merci pour votre message. Ceci est une réponse automatique.', back: undefined },
  ],
  French: [
    { subject: 'Réponse automatique : Votre offre', body: 'Bonjour,\n\nJe suis absent du bureau jusqu’au 4 décembre inclus. En cas d’urgence, merci de contacter Paul.', back: '2026-12-04' },
    { subject: 'Réponse automatique : Offre', body: 'Je suis en congés du 23 au 30 novembre 2026. De retour le 1er décembre.', back: '2026-12-01' },
    { subject: "Message d'absence", headers: answers, body: 'Je suis actuellement en déplacement et serai de retour lundi 7 décembre.', back: '2026-12-07' },
    { subject: 'Re: Offre', headers: replied, body: 'Absente jusqu’au 02/01/2027, je vous répondrai à mon retour.', back: '2027-01-02' },
    { subject: 'Absence du bureau : Offre', body: 'Je serai absente du 24/12 au 03/01.', back: '2027-01-03' },
    { subject: 'Réponse automatique : Offre', body: 'Notre bureau est fermé jusqu’à lundi. Merci de votre message.', back: '2026-11-30' },
  ],
  German: [
    { subject: 'Automatische Antwort: Ihr Angebot', body: 'Sehr geehrte Damen und Herren,\n\nich bin bis einschließlich 4. Dezember nicht im Büro.', back: '2026-12-04' },
    { subject: 'Abwesenheitsnotiz: Angebot', body: 'Ich bin vom 23.11. bis 30.11.2026 im Urlaub. Ihre E-Mail wird nicht weitergeleitet.', back: '2026-11-30' },
    { subject: 'Automatische Antwort: Angebot', body: 'Vielen Dank für Ihre Nachricht. Ab dem 7. Dezember bin ich wieder für Sie erreichbar.', back: '2026-12-07' },
    { subject: 'Abwesend: Angebot', body: 'Ich bin außer Haus und am Mittwoch, den 2. Dezember, wieder zurück.', back: '2026-12-02' },
    { subject: 'AW: Angebot', headers: replied, body: 'Ich bin derzeit nicht erreichbar und am 11. Jänner wieder im Büro.', back: '2027-01-11' },
    { subject: 'Automatische Antwort: Angebot', body: 'Ich bin bis Freitag auf Dienstreise.', back: '2026-11-27' },
    { subject: 'Automatische Antwort: Angebot', body: 'Mein Urlaub endet am 6. Dezember.', back: '2026-12-06' },
    { subject: 'Abwesenheitsnotiz', headers: answers, body: 'Ich bin in Elternzeit und kehre Ende März zurück.', back: '2027-03-31' },
  ],
  Spanish: [
    { subject: 'Respuesta automática: Su oferta', body: 'Estaré fuera de la oficina hasta el 4 de diciembre. Para asuntos urgentes, contacte con Luis.', back: '2026-12-04' },
    { subject: 'Respuesta automática: Oferta', body: 'Estoy de vacaciones del 1 al 15 de diciembre de 2026.', back: '2026-12-15' },
    { subject: 'Fuera de la oficina', headers: answers, body: 'Gracias por su correo. Me reincorporo el lunes 30 de noviembre.', back: '2026-11-30' },
    { subject: 'Re: Oferta', headers: replied, body: 'Estaré ausente hasta el próximo lunes.', back: '2026-11-30' },
    { subject: 'Respuesta automática: Oferta', body: 'Me encuentro de baja. Volveré el 07/01/2027.', back: '2027-01-07' },
  ],
  Italian: [
    { subject: 'Risposta automatica: La sua offerta', body: 'Sono fuori ufficio fino al 4 dicembre. Per urgenze contattare Marco.', back: '2026-12-04' },
    { subject: 'Fuori ufficio: Offerta', body: 'Sarò in ferie dal 23 al 27 novembre e rientrerò il 30 novembre.', back: '2026-11-30' },
    { subject: 'R: Offerta', headers: replied, body: 'Sono assente fino a lunedì 30/11/2026.', back: '2026-11-30' },
    { subject: 'Risposta automatica: Offerta', body: 'Gli uffici sono chiusi; torno il 7 gennaio.', back: '2027-01-07' },
  ],
  Portuguese: [
    { subject: 'Resposta automática: Sua proposta', body: 'Estou fora do escritório até 4 de dezembro. Em caso de urgência, contacte o João.', back: '2026-12-04' },
    { subject: 'Ausência: Proposta', body: 'Estarei de férias de 1 a 15 de dezembro de 2026.', back: '2026-12-15' },
    { subject: 'RES: Proposta', headers: replied, body: 'Estou de férias e volto no dia 04/01/2027.', back: '2027-01-04' },
    { subject: 'Resposta automática: Proposta', body: 'Estarei ausente até segunda-feira.', back: '2026-11-30' },
  ],
  Dutch: [
    { subject: 'Automatisch antwoord: Uw offerte', body: 'Ik ben afwezig tot en met 4 december. Neem bij spoed contact op met Jan.', back: '2026-12-04' },
    { subject: 'Afwezig: Offerte', body: 'Ik ben op vakantie van 23 t/m 30 november. Vanaf 1 december ben ik weer bereikbaar.', back: '2026-12-01' },
    { subject: 'Antw: Offerte', headers: replied, body: 'Ik ben niet op kantoor en maandag 7 december weer terug.', back: '2026-12-07' },
    { subject: 'Automatisch antwoord: Offerte', body: 'Ik ben met verlof tot 3-1-2027.', back: '2027-01-03' },
  ],
  Japanese: [
    { subject: '自動応答: お見積り', body: '12月4日まで休暇をいただいております。お急ぎの場合は田中までご連絡ください。', back: '2026-12-04' },
    { subject: '不在通知: お見積り', body: '出張のため不在にしております。11月30日（月）より出社いたします。', back: '2026-11-30' },
    { subject: 'Re: お見積り', headers: replied, body: '11月24日から11月27日まで不在です。', back: '2026-11-27' },
    { subject: '自動返信: お見積り', body: '年末年始は2026年12月29日～2027年1月4日まで休業いたします。', back: '2027-01-04' },
    { subject: '自動応答: お見積り', body: '１２月４日まで休みです。', back: '2026-12-04' },
    { subject: '自動応答: お見積り', body: '11/23-11/27は不在です。', back: '2026-11-27' },
    { subject: '自動応答: お見積り', body: '11/24（火）～11/27（金）まで休業いたします。11/30（月）より通常営業いたします。', back: '2026-11-30' },
    { subject: '自動応答: お見積り', body: '本日は終日外出しております。12/1(火)に戻ります。', back: '2026-12-01' },
  ],
  'other languages': [
    { subject: 'Autosvar: Erbjudande', body: 'Jag är på semester till och med 27 november och tillbaka den 30 november.', back: '2026-11-30' },
    { subject: 'Automatisk svar: Tilbud', body: 'Jeg er på ferie til og med 27. november.', back: '2026-11-27' },
    { subject: 'Odpowiedź automatyczna: Oferta', body: 'Jestem na urlopie do 30 listopada.', back: '2026-11-30' },
    { subject: 'Автоматический ответ: Предложение', body: 'Я в отпуске до 30 ноября.', back: '2026-11-30' },
    { subject: 'Automatická odpověď: Nabídka', body: 'Jsem na dovolené do 30. listopadu.', back: '2026-11-30' },
    { subject: 'Automaattinen vastaus: Tarjous', body: 'Olen lomalla 30.11. asti.', back: '2026-11-30' },
    { subject: '自动答复: 报价', body: '我在休假，11月30日回来上班。', back: '2026-11-30' },
    { subject: '자동 회신: 제안', body: '11월 30일까지 휴가입니다.', back: '2026-11-30' },
  ],
};
