import type { OutgoingMail, QueueMail } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import type { Writing } from './compose-state.ts';
import type { DraftPlace } from './draft-keeper.ts';
import { inZone, mailsOf, whenFor, whenOf } from './draft.ts';
import type { OutgoingClient } from './outgoing-client.ts';
import { isPassing } from './pending-change.ts';

export type QueuedWriting =
  | { readonly ok: true; readonly mails: readonly OutgoingMail[] }
  /** `unsure` may have been heard all the same. */
  | { readonly ok: false; readonly failure: ClientFailure; readonly unsure?: QueueMail };

/** Saves a mail that was changed, or queues a new one, or one for each person; its draft goes with that. Nothing ends it: the person has pressed the button. */
export const queueWriting = async (client: OutgoingClient, writing: Writing, zone: string, place?: DraftPlace): Promise<QueuedWriting> => {
  const { signal } = new AbortController();
  const { draft, key, editing, from, unsure } = writing;
  const [mail, ...others] = mailsOf(draft);
  if (mail === undefined || draft.connectionId === undefined) return { ok: false, failure: { code: 'nobody-to-send-to' } };
  const { connectionId } = draft;
  const when = (others.length > 0 ? whenOf(draft, zone) : whenFor(draft, mail, 0, zone)) ?? { kind: 'now' };
  const anyHour = draft.anyHour ? { anyHour: true } : {};
  const writtenAs = place !== undefined && place.version > 0 ? { draft: place } : {};

  if (editing !== undefined) {
    const isMoved = JSON.stringify(draft.time) !== JSON.stringify(from.time);
    return single(await client.edit(editing.id, { version: editing.version, mail, ...(isMoved && { when }) }, signal));
  }
  if (others.length > 0) {
    const isEach = draft.time.kind === 'as-offered' || draft.byRecipient;
    const mails = [mail, ...others].map((each, index) => {
      const own = isEach ? whenFor(draft, each, index, zone) : undefined;
      return { mail: each, ...inZone(draft, each), ...(own && { when: own }) };
    });
    const batch = await client.queueBatch({ connectionId, key, when, mails, ...anyHour, ...writtenAs }, signal);
    return batch.ok ? { ok: true, mails: batch.value.mails } : batch;
  }
  const asked: QueueMail = { connectionId, key, mail, when, ...inZone(draft, mail), ...anyHour, ...writtenAs };
  // What was sent before and never answered goes again as it was; what was written since is a change of it.
  const first = unsure ?? asked;
  const queued = await client.queue(first, signal);
  if (!queued.ok) return { ...queued, ...(isPassing(queued.failure) && { unsure: first }) };
  if (JSON.stringify([first.mail, first.when]) === JSON.stringify([mail, when])) return single(queued);
  return single(await client.edit(queued.value.id, { version: queued.value.version, mail, when }, signal));
};

const single = (outcome: Awaited<ReturnType<OutgoingClient['edit']>>): QueuedWriting => (outcome.ok ? { ok: true, mails: [outcome.value] } : outcome);
