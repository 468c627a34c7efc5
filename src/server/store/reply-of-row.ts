import type { Selectable } from 'kysely';
import * as z from 'zod/mini';
import { bounceSchema, decode, evidenceSchema, replySchema, type Reply, type ReplyBounce, type ReplyEvidence, type ReplyVerdict } from '../../contract/index.ts';
import type { Owner } from './connections.ts';
import type { RepliesTable } from './reply-tables.ts';

/** A mail that came back, with the mailbox it is in and the mail of ours that is meant. */
export interface StoredReply {
  readonly id: string;
  readonly owner: Owner;
  readonly connectionId: string;
  readonly mailbox: string;
  readonly gmailId: string;
  readonly threadId: string;
  readonly messageId: string | undefined;
  readonly receivedAt: number;
  readonly foundAt: number;
  readonly from: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly judged: Judged;
  readonly foundIn: Reply['foundIn'];
  readonly answers: AnsweredMail | undefined;
  readonly sealedText: string | undefined;
  readonly corrected: { readonly verdict: ReplyVerdict; readonly at: number } | undefined;
  readonly seenAt: number | undefined;
  readonly handledAt: number | undefined;
  readonly change: number;
}

/** What the rules said. */
export interface Judged {
  readonly verdict: ReplyVerdict;
  readonly confidence: number;
  readonly evidence: readonly ReplyEvidence[];
  readonly bounce: ReplyBounce | undefined;
  readonly returnDate: string | undefined;
  readonly meeting: Reply['meeting'];
}

export interface AnsweredMail {
  readonly id: string;
  readonly subject: string;
  readonly sentAt: number;
  readonly reference: string | undefined;
}

/** A row with what stands beside it in other tables. */
export type ReplyRow = Selectable<RepliesTable> & {
  readonly mailbox: string | null;
  readonly answered_subject: string | null;
  readonly answered_sent_at: Date | null;
  readonly answered_reference: string | null;
};

export const toReply = (row: ReplyRow): StoredReply => ({
  id: row.id,
  owner: { tenant: row.tenant, org: row.org, user: row.crm_user },
  connectionId: row.connection_id,
  mailbox: row.mailbox ?? '',
  gmailId: row.gmail_id,
  threadId: row.thread_id,
  messageId: row.message_id ?? undefined,
  receivedAt: row.received_at.getTime(),
  foundAt: row.found_at.getTime(),
  from: { name: row.from_name, address: row.from_address },
  subject: row.subject,
  judged: {
    verdict: verdictIn(row.verdict),
    confidence: row.confidence,
    evidence: jsonIn(z.array(evidenceSchema), row.evidence) ?? [],
    bounce: jsonIn(bounceSchema, row.bounce),
    returnDate: row.return_date ?? undefined,
    meeting: meetingIn(row.meeting),
  },
  foundIn: foundInOf(row.found_in),
  answers:
    row.tracked_id === null || row.answered_sent_at === null
      ? undefined
      : { id: row.tracked_id, subject: row.answered_subject ?? '', sentAt: row.answered_sent_at.getTime(), reference: row.answered_reference ?? undefined },
  sealedText: row.sealed_text ?? undefined,
  corrected: row.corrected_verdict === null ? undefined : { verdict: verdictIn(row.corrected_verdict), at: row.corrected_at?.getTime() ?? 0 },
  seenAt: row.seen_at?.getTime(),
  handledAt: row.handled_at?.getTime(),
  change: row.change_number,
});

const verdictIn = (text: string): ReplyVerdict => known(replySchema.shape.verdict, text) ?? 'other';
const foundInOf = (text: string): Reply['foundIn'] => known(replySchema.shape.foundIn, text) ?? 'archive';
const meetingIn = (text: string | null): Reply['meeting'] => known(replySchema.shape.meeting, text ?? undefined);

const known = <S extends z.core.$ZodType>(schema: S, value: unknown): z.core.output<S> | undefined => {
  const decoded = decode(schema, value);
  return decoded.ok ? decoded.value : undefined;
};

const jsonIn = <S extends z.core.$ZodType>(schema: S, json: string | null): z.core.output<S> | undefined =>
  json === null ? undefined : known(schema, JSON.parse(json));
