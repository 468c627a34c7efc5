import assert from 'node:assert/strict';
import { test } from 'node:test';
import { returnDateOf } from '../../../../src/server/replies/verdict/auto-reply/return-date.ts';
import { mailOf } from '../given-mail.ts';

/** What absent people write on Monday, 23 November 2026, the day of return in it, and when they send it if the clock matters. */
const rows: readonly (readonly [said: string, back: string | undefined, sent?: string])[] = [
  ['I will be out of the office from Monday, November 23rd through Friday, November 27th, returning Monday, November 30th.', '2026-11-30'],
  ['OOO 11/20-11/27', '2026-11-27', 'Mon, 23 Nov 2026 10:00:00 -0500'],
  ['Ich bin bis zum 4.12. (inkl.) nicht erreichbar.', '2026-12-04'],
  ['Vom 23.11.2026 bis zum 04.12.2026 befinde ich mich im Urlaub. Ab Montag, den 07.12.2026, bin ich wieder persönlich für Sie da.', '2026-12-07'],
  ['Je suis absent du lundi 23 au vendredi 27 novembre inclus.', '2026-11-27'],
  ['Estaré fuera desde el lunes 23 hasta el viernes 27 de noviembre.', '2026-11-27'],
  ['Sarò assente dal 23 al 27 novembre.', '2026-11-27'],
  ['Ik ben afwezig van 23 tot 30 november.', '2026-11-30'],
  ['11月23日（月）～11月27日（金）は休暇をいただきます。', '2026-11-27'],
  ['I am away from the 23rd to the 27th of November.', '2026-11-27'],
  ['I am away between 23 and 27 November.', '2026-11-27'],
  ['I am away until January 4.', '2027-01-04'],
  ['I am out until further notice.', undefined],
  ['I am out of office until Monday 30/11.', '2026-11-30'],
  ['I will return on Mon 30 Nov.', '2026-11-30'],
  ['I will return on 30-Nov-2026.', '2026-11-30'],
  ['I return Nov. 30th.', '2026-11-30'],
  ['I will be back 30/11/26.', '2026-11-30'],
  ['Since 15 November I am on parental leave until 15 January 2027.', '2027-01-15'],
  ['I am out of the office until 4 December.\n\nJe suis absent du bureau jusqu’au 4 décembre.', '2026-12-04'],
  ['Bonjour, je suis absent jusqu’au 4 décembre.\n\nHello, I am out of the office until December 4th and back on December 7th.', '2026-12-07'],
  ['I am out of the office until 12/04/2026.', '2026-12-04', 'Mon, 23 Nov 2026 10:00:00 -0800'],
  ['I am out of the office until 04/12/2026.', '2026-12-04', 'Mon, 23 Nov 2026 10:00:00 +0100'],
  ['I will be away on 24 and 25 November. Call me on 26 November.', '2026-11-25'],
  ['For orders placed before 1 December please contact Kate. I am away until 14 December.', '2026-12-14'],
  ['Our office hours are 9:00 to 17:00. I will be back on 7.12.', '2026-12-07'],
  ['Please call +49 30 12.12.2026-5 or write. I am back on Wednesday.', '2026-11-25'],
  ['I will be in Paris for the fair of 24.-26. November and reachable again on 27 November.', '2026-11-27'],
  ['I am currently away and will be back in the office on the 30th of this month.', '2026-11-30'],
  ['I am on holiday until Sunday 29th November and will reply on Monday.', '2026-11-29'],
  ['Jsem mimo kancelář do 4. prosince.', '2026-12-04'],
  ['Estarei ausente até ao dia 4 de dezembro, inclusive.', '2026-12-04'],
  ['Voltarei na segunda-feira, 30/11.', '2026-11-30'],
  ['Afwezig t/m 4-12-2026', '2026-12-04'],
  ['Ik ben er weer op maandag 30 november', '2026-11-30'],
  ['Ich bin im Urlaub und kehre am 30. November 2026 zurück.', '2026-11-30'],
  ['Ich bin bis Mo, 30.11.2026, nicht im Büro.', '2026-11-30'],
  ['Ich bin vom 23. - 27. November 2026 nicht im Büro.', '2026-11-27'],
  ['Ich bin in der Zeit vom 23.11. bis einschließlich 27.11.2026 abwesend.', '2026-11-27'],
  ['Ich bin diese Woche nicht im Büro. Nächste Woche bin ich wieder da.', '2026-11-30'],
  ['Vacances du 21 au 28 novembre. Reprise le 30.', '2026-11-28'],
  ['Je suis en congé jusqu’au 30/11 inclus', '2026-11-30'],
  ['De retour mardi 1er décembre', '2026-12-01'],
  ['Estoy de vacaciones hasta el 30/11', '2026-11-30'],
  ['Vuelvo a la oficina el martes 1 de diciembre', '2026-12-01'],
  ['Sarò di nuovo operativo lunedì 30 novembre', '2026-11-30'],
  ['Torno il 30/11', '2026-11-30'],
  ['11/30から出社します。', '2026-11-30'],
  ['11月30日(月)に出社いたします', '2026-11-30'],
  ['来週月曜日に戻ります', '2026-11-30'],
  ['I am out until the week of 7 December.', '2026-12-07'],
  ['Out of office: 23 Nov 2026 - 4 Dec 2026', '2026-12-04'],
  ['I will be out of the office from 11/23/26 to 12/4/26', '2026-12-04'],
  ['I am unavailable from Nov 23rd to Dec 4th inclusive', '2026-12-04'],
  ['I left the company on 1 October 2026.', undefined],
  ['Thank you for your message of 23 November 2026. I am away.', undefined],
  ['Sent on 23 November 2026 10:00. I am away.', undefined],
  ['I’ll be back Dec 1', '2026-12-01'],
  ['Currently on leave. Returning: 2026/12/01', '2026-12-01'],
  ['Return date: 1 December 2026', '2026-12-01'],
  ['I will be back at my desk tomorrow morning.', '2026-11-24'],
  ['back on monday!', '2026-11-30'],
  ['I am on vacation till Dec. 1st', '2026-12-01'],
  ['I’m off today and tomorrow, back Wednesday.', '2026-11-25'],
  ['I am on a business trip this week and return to the office next Monday, November 30.', '2026-11-30'],
];

test('the day of return is found in what people write, and no other day is taken for it', async () => {
  const found = [];
  for (const [body, , sent] of rows) {
    const mail = await mailOf({ subject: 'Re: Offer', body, ...(sent === undefined ? {} : { date: sent }) });
    found.push([body, returnDateOf(mail, body, undefined)]);
  }
  assert.deepEqual(
    found,
    rows.map(([body, back]) => [body, back]),
  );
});
