import type { OutgoingMail, QueueMail } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import type { Writing } from './compose-state.ts';
import { mailsOf, whenOf } from './draft.ts';
import type { OutgoingClient } from './outgoing-client.ts';
import { isPassing } from './pending-change.ts';

export type SavedDraft =
  | { readonly ok: true; readonly mails: readonly OutgoingMail[] }
  /** `unsure` may have been heard all the same. */
  | { readonly ok: false; readonly failure: ClientFailure; readonly unsure?: QueueMail };

/** Saves a mail that was changed, or queues a new one, or one for each person. Nothing ends it: the person has pressed the button. */
export const saveDraft = async (client: OutgoingClient, writing: Writing, zone: string): Promise<SavedDraft> => {
  const { signal } = new AbortController();
  const { draft, key, editing, from, unsure } = writing;
  const when = whenOf(draft, zone) ?? { kind: 'now' };
  const [mail, ...others] = mailsOf(draft);
  if (mail === undefined || draft.connectionId === undefined) return { ok: false, failure: { code: 'nobody-to-send-to' } };
  const { connectionId } = draft;

  if (editing !== undefined) {
    const isMoved = JSON.stringify(draft.time) !== JSON.stringify(from.time);
    return single(await client.edit(editing.id, { version: editing.version, mail, ...(isMoved && { when }) }, signal));
  }
  if (others.length > 0) {
    const whens = draft.time.kind === 'as-offered' ? draft.time.whens : [];
    const mails = [mail, ...others].map((each, index) => ({ mail: each, ...(whens[index] && { when: whens[index] }) }));
    const batch = await client.queueBatch({ connectionId, key, when, mails }, signal);
    return batch.ok ? { ok: true, mails: batch.value.mails } : batch;
  }
  const asked: QueueMail = { connectionId, key, mail, when };
  // What was sent before and never answered goes again as it was; what was written since is a change of it.
  const first = unsure ?? asked;
  const queued = await client.queue(first, signal);
  if (!queued.ok) return { ...queued, ...(isPassing(queued.failure) && { unsure: first }) };
  if (JSON.stringify(first) === JSON.stringify(asked)) return single(queued);
  return single(await client.edit(queued.value.id, { version: queued.value.version, mail, when }, signal));
};

const single = (outcome: Awaited<ReturnType<OutgoingClient['edit']>>): SavedDraft => (outcome.ok ? { ok: true, mails: [outcome.value] } : outcome);
