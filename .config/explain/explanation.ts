import { readMail } from '../../src/server/replies/mail/read-mail.ts';
import { englishWords } from '../../src/server/replies/verdict/evidence-words.ts';
import { judgeReading } from '../../src/server/replies/verdict/judge-mail.ts';
import type { JudgeContext, Judgement } from '../../src/server/replies/verdict/judgement.ts';
import { read } from '../../src/server/replies/verdict/reading.ts';

/** One line of `npm run explain`: every field in every line, `null` where there is nothing to say. */
export interface Explanation {
  readonly file: string;
  readonly verdict: Judgement['verdict'];
  readonly confidence: number;
  readonly evidence: readonly string[];
  readonly bounce: {
    readonly kind: 'hard' | 'soft';
    readonly status: string | null;
    readonly recipients: readonly string[];
  } | null;
  readonly returnDate: string | null;
  readonly replyText: string | null;
}

export interface Unexplained {
  readonly file: string;
  readonly error: string;
}

const problems = {
  empty: 'The file is empty.',
  'not-mail': 'This is not a mail: it has no headers such as From, Date or Subject.',
} as const;

/** What `--mailbox` and `--tracked` say; without them a mail is judged by itself. */
export const contextOf = (mailbox: readonly string[], tracked: readonly string[]): JudgeContext => ({
  mailbox,
  labels: undefined,
  tracked:
    tracked.length === 0
      ? undefined
      : tracked.map((id) => ({
          id,
          messageIds: [id.trim().replace(/^<|>$/g, '')],
          recipients: [],
          sentAt: undefined,
          sameThread: false,
        })),
  receivedAt: undefined,
});

export const explain = async (file: string, bytes: Uint8Array, context: JudgeContext): Promise<Explanation | Unexplained> => {
  const mail = await readMail(bytes);
  if (!mail.ok) return { file, error: problems[mail.failure.code] };
  const reading = read(mail.value);
  const judged = judgeReading(reading, context);
  const reported = judged.verdict === 'bounce' || judged.verdict === 'delay-notice';
  return {
    file,
    verdict: judged.verdict,
    confidence: Math.round(judged.confidence * 100) / 100,
    evidence: judged.evidence.map(englishWords),
    bounce: reported
      ? { kind: judged.bounce.kind, status: judged.bounce.status ?? null, recipients: judged.bounce.recipients }
      : null,
    returnDate: judged.verdict === 'auto-reply' ? (judged.returnDate ?? null) : null,
    // A mail system's words are no reply of anybody's.
    replyText: reported || judged.verdict === 'read-receipt' ? null : reading.words.text,
  };
};
