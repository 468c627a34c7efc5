import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prefixOf } from '../../../../src/server/replies/verdict/subject-prefixes.ts';
import { judged } from '../given-mail.ts';

const kinds = (subjects: readonly string[]) => subjects.filter((subject) => prefixOf(subject).kind !== 'forward');

test('forwards are known by their subjects in the languages of mail programs', () => {
  const forwards = [
    'Fwd: Offer',
    'FW: Offer',
    'Fw: Re: Offer',
    'fwd : Offer',
    '[EXTERNAL] FW: Offer',
    '[Fwd: Offer]',
    '(Fwd) Offer',
    'Fwd - Offer',
    'TR : Offre',
    'WG: Angebot',
    'RV: Oferta',
    'ENC: Proposta',
    'Enc: Proposta',
    'Doorst: Offerte',
    'VB: Offert',
    'Videresendt: Tilbud',
    'VL: Tarjous',
    'PD: Oferta',
    'Podaj dalej: Oferta',
    'I: Offerta',
    'İLT: Teklif',
    'ilt: Teklif',
    'İletilen: Teklif',
    'Továbbítás: Ajánlat',
    'Fwd: Přeposláno: Nabídka',
    'Přeposláno: Nabídka',
    'Перенаправлено: Предложение',
    'Пересл: Предложение',
    'ΠΡΘ: Προσφορά',
    '转发: 报价',
    '转发：报价',
    '轉寄: 報價',
    '転送: お見積り',
    '전달: 견적',
    'הועבר: הצעה',
    'إعادة توجيه: عرض',
    'Chuyển tiếp: Báo giá',
    'Fwd[2]: Offer',
    'FYI: FW: Offer',
    'Caution: Fwd: Offer',
    'Forwarded: Offer',
    'Forwarded message: Offer',
    'Fwd. Offer',
    'Weiterleitung: Angebot',
    '[전달] 견적',
  ];
  assert.deepEqual(kinds(forwards), []);
});

test('replies are known by their subjects, too', () => {
  const replies = [
    'Re: Offer',
    'RE: FW: Offer',
    'Re[2]: Offer',
    'RE(3): Offer',
    'Re^2: Offer',
    'AW: Angebot',
    'Antw: Offerte',
    'SV: Tilbud',
    'RE : Offre',
    'Réf : Offre',
    'RES: Proposta',
    'R: Offerta',
    'Odp: Oferta',
    'Válasz: Ajánlat',
    'VÁ: Ajánlat',
    'YNT: Teklif',
    'Ответ: Предложение',
    'Відп: Пропозиція',
    'ΑΠ: Προσφορά',
    '回复: 报价',
    '答复：报价',
    '回覆: 報價',
    '返信: お見積り',
    '회신: 견적',
    'השב: הצעה',
    'رد: عرض',
    '[team] Re: Build',
    '[EXT] AW: Angebot',
  ];
  assert.deepEqual(
    replies.filter((subject) => prefixOf(subject).kind !== 'reply'),
    [],
  );
});

test('words that only begin like a prefix are none', () => {
  const plain = [
    'Offer',
    'Reply needed',
    'Research: new results',
    'Transfer: money',
    'Forward planning',
    'Rest: of it',
    'Internal: news',
    '10:30 call',
    'Vs. the world',
    'Entry: 4',
    'In: your opinion',
    '',
  ];
  assert.deepEqual(
    plain.filter((subject) => prefixOf(subject).kind !== 'none'),
    [],
  );
});

test('where a prefix means both, the body decides', async () => {
  const forwarded = '-------- Videresendt meddelelse --------\nEmne: Tilbud\nDato: Mon, 23 Nov 2026\nFra: Rep\nTil: Ann\n\nHej';
  const references = 'In-Reply-To: <tracked-1@example.org>';
  assert.equal((await judged({ subject: 'VS: Tilbud', headers: references, body: forwarded })).verdict, 'forward');
  assert.equal((await judged({ subject: 'VS: Tarjous', headers: references, body: 'Sopii.' })).verdict, 'reply');
});

test('a subject of nothing but signs takes no time', () => {
  for (const piece of ['[a] ', 'Re ', '* ', '(b) ', ' ', 'Re[', '*a']) prefixOf(piece.repeat(50_000));
});
