import type { Reply, ReplyChanges, ReplyEvent, ReplyPage, ReplyText, Tracking } from '../../contract/index.ts';
import { answerShapes } from './answer-shapes.ts';

/** What the list reads from the wire, from storage and from other tabs, by the name of its schema in the contract. */
export interface ReplyAnswers {
  readonly reply: Reply;
  readonly replyPage: ReplyPage;
  readonly replyChanges: ReplyChanges;
  readonly changedReply: { readonly reply: Reply };
  readonly seenReplies: { readonly change: number };
  readonly replyText: ReplyText;
  readonly tracking: Tracking;
  readonly replyEvent: ReplyEvent;
}

/** Undefined where the value does not fit the contract. */
export const decodeReplyAnswer = <K extends keyof ReplyAnswers>(name: K, input: unknown): ReplyAnswers[K] | undefined =>
  // Made from the contract's schema of that name, and held to it by a property test.
  answerShapes[name](input) as ReplyAnswers[K] | undefined;
