import { judged, mailOf, multipart, type GivenMail } from '/work/main/test/server/replies/given-mail.ts';
import { judgeReading } from '/work/main/src/server/replies/verdict/judge-mail.ts';
import { read } from '/work/main/src/server/replies/verdict/reading.ts';
import { byItself } from '/work/main/src/server/replies/verdict/judgement.ts';
export interface Case extends GivenMail { is: string; n: string; text?: string; back?: string | null; kind?: string; status?: string; to_?: readonly string[] }
export const runAll = async (cases: readonly Case[]) => {
  let ok = 0;
  for (const c of cases) {
    const { is, n, text, back, kind, status, to_, ...mail } = c;
    const reading = read(await mailOf(mail as GivenMail));
    const j: any = judgeReading(reading, byItself);
    const bad: string[] = [];
    if (!is.split('|').includes(j.verdict)) bad.push(`verdict ${j.verdict} want ${is}`);
    if (text !== undefined && reading.words.text.trim() !== text.trim()) bad.push(`text ${JSON.stringify(reading.words.text)} want ${JSON.stringify(text)}`);
    if (back !== undefined && (j.returnDate ?? null) !== back) bad.push(`back ${j.returnDate} want ${back}`);
    if (kind !== undefined && j.bounce?.kind !== kind) bad.push(`kind ${j.bounce?.kind} want ${kind}`);
    if (status !== undefined && j.bounce?.status !== status) bad.push(`status ${j.bounce?.status} want ${status}`);
    if (to_ !== undefined && JSON.stringify(j.bounce?.recipients) !== JSON.stringify(to_)) bad.push(`rcpt ${JSON.stringify(j.bounce?.recipients)} want ${JSON.stringify(to_)}`);
    if (bad.length === 0) ok++; else console.log(`✖ ${n}: ${bad.join('; ')}\n     ${j.evidence.map((e: any) => e.code + (e.value ? `=${e.value.slice(0, 60)}` : '')).join(', ')}`);
  }
  console.log(`${ok} of ${cases.length}`);
};
export { multipart };
