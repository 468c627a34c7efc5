import { daysIn } from '/work/main/src/server/replies/verdict/auto-reply/dates-in-text.ts';
for (const t of ['I am out of office from 23 Nov - 4 Dec with no access', 'Jeg er på ferie til og med 27. november.', '11월 30일까지 휴가입니다', '我在休假，11月30日回来上班。','Olen lomalla 30.11. asti.', 'Jsem na dovolené do 30. listopadu.'])
console.log(t, daysIn(t, { sentOn: new Date('2026-11-23'), monthFirst: false }).map((d) => [d.day.toISOString().slice(0, 10), t.slice(d.start, d.end), d.endsPeriod]));
