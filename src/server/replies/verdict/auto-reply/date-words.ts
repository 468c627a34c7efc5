/** Months, weekdays and days to come, as people who are away write them. */
const monthNames: readonly string[] = [
  'january|jan|janvier|janv|januar|jänner|enero|ene|gennaio|gen|janeiro|januari|januar|stycznia|leden|января|tammikuuta',
  'february|feb|février|fevrier|févr|fév|februar|febr|febrero|febbraio|febb|fevereiro|fev|februari|lutego|února|февраля|helmikuuta',
  'march|mar|mars|märz|maerz|mrz|marzo|março|marco|maart|mrt|marca|března|марта|maaliskuuta',
  'april|apr|avril|avr|abril|abr|aprile|kwietnia|dubna|апреля|huhtikuuta',
  'may|mai|mayo|maggio|mag|maio|mei|maj|maja|května|мая|toukokuuta',
  'june|jun|juin|juni|junio|giugno|giu|junho|czerwca|června|июня|kesäkuuta',
  'july|jul|juillet|juil|juli|julio|luglio|lug|julho|lipca|července|июля|heinäkuuta',
  'august|aug|août|aout|agosto|ago|augustus|augusti|sierpnia|srpna|августа|elokuuta',
  'september|sept|sep|septembre|septiembre|setiembre|settembre|sett|setembro|września|září|сентября|syyskuuta',
  'october|oct|octobre|oktober|okt|octubre|ottobre|ott|outubro|października|října|октября|lokakuuta',
  'november|nov|novembre|noviembre|novembro|listopada|listopadu|ноября|marraskuuta',
  'december|dec|décembre|decembre|déc|dezember|dez|diciembre|dic|dicembre|dezembro|grudnia|prosince|декабря|joulukuuta',
];

// No `Mon` and `Sun`: both are words of other languages, and with a day beside them they say nothing new.
const weekdayNames: readonly string[] = [
  'sunday|dimanche|sonntag|domingo|domenica|zondag|日曜日|日曜',
  'monday|lundi|montag|lunes|lunedì|lunedi|segunda-feira|segunda|maandag|月曜日|月曜',
  'tuesday|tue|tues|mardi|dienstag|martes|martedì|martedi|terça-feira|terça|dinsdag|火曜日|火曜',
  'wednesday|wed|mercredi|mittwoch|miércoles|miercoles|mercoledì|mercoledi|quarta-feira|quarta|woensdag|水曜日|水曜',
  'thursday|thu|thur|thurs|jeudi|donnerstag|jueves|giovedì|giovedi|quinta-feira|quinta|donderdag|木曜日|木曜',
  'friday|fri|vendredi|freitag|viernes|venerdì|venerdi|sexta-feira|sexta|vrijdag|金曜日|金曜',
  'saturday|samedi|samstag|sonnabend|sábado|sabado|sabato|zaterdag|土曜日|土曜',
];

const indexed = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map(names.flatMap((list, index) => list.split('|').map((name): [string, number] => [name, index])));

const months = indexed(monthNames);
const weekdays = indexed(weekdayNames);

/** From 1 to 12. */
export const monthOf = (name: string): number => (months.get(name.toLowerCase().replace(/\.$/, '')) ?? 0) + 1;
/** From 0, Sunday, to 6. */
export const weekdayOf = (name: string): number => weekdays.get(name.toLowerCase()) ?? 0;

const longestFirst = (names: Iterable<string>): string => [...names].sort((one, other) => other.length - one.length).join('|');

export const anyMonth = longestFirst(months.keys());
export const anyWeekday = longestFirst(weekdays.keys());

/** Days that are named by their distance from today. */
export const daysAhead: readonly (readonly [RegExp, number])[] = [
  [
    /\b(?:the )?day after tomorrow\b|\bübermorgen\b|\baprès-demain\b|\bpasado mañana\b|\bdopodomani\b|\bdepois de amanhã|\bovermorgen\b|明後日|あさって/giu,
    2,
  ],
  [/\btomorrow\b|\bdemain\b|\bmañana\b(?! por)|\bdomani\b|\bamanhã|\bmorgen\b(?! früh)|明日/giu, 1],
];

export const weekAhead =
  /\bnext week\b|\bnächste(?:r|n)? woche\b|\bla semaine prochaine\b|\bla (?:próxima semana|semana que viene)\b|\bla settimana prossima\b|\bla prossima settimana\b|\b(?:na )?(?:próxima semana|semana que vem)\b|\bvolgende week\b|来週/giu;

export const endOfMonth = new RegExp(
  `(?:\\bend of|\\bende|\\bfin|\\bfinales de|\\bfine|\\bfim de|\\beind|\\beinde)\\s+(?:(?:the|of|des?|del|di|do|van)\\s+)?(${anyMonth}|(?:the |this )?month|monats?|mois|mes|mese|mês|maand)(?![\\p{L}])|(\\d{1,2})月末`,
  'giu',
);
