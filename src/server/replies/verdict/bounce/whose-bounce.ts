import { evidence, type Evidence, type JudgeContext } from '../judgement.ts';
import { sameMailbox } from '../same-mailbox.ts';
import { lastSent, sentBy } from '../tracked-mail.ts';

/** Which mail of ours a bounce is about. One that names none changes nothing. */
export interface Owner {
  readonly id: string | undefined;
  readonly evidence: readonly Evidence[];
}

/** By the id of the mail that came back first, then by whom it was for: the last mail we sent there before. */
export const whoseBounce = (
  names: readonly string[],
  recipients: readonly string[],
  { tracked, receivedAt }: JudgeContext,
): Owner => {
  if (tracked === undefined) return { id: undefined, evidence: [] };
  for (const name of names) {
    const found = tracked.find(({ messageIds }) => messageIds.includes(name));
    if (found !== undefined) return { id: found.id, evidence: [evidence('names-our-mail')] };
  }
  const last = lastSent(
    tracked.filter(
      (mail) =>
        sentBy(mail, receivedAt) && mail.recipients.some((ours) => recipients.some((theirs) => sameMailbox(ours, theirs))),
    ),
  );
  if (last === undefined) return { id: undefined, evidence: [evidence('names-none-of-ours')] };
  const address = last.recipients.find((ours) => recipients.some((theirs) => sameMailbox(ours, theirs)));
  return { id: last.id, evidence: [evidence('names-our-recipient', address)] };
};
