import { decode, draftSchema, fail, succeed, type Failure, type MailDraft, type Outcome, type ReadDraft, type SavedDraft } from '../../../contract/index.ts';
import { instantOf } from '../../connections/connection-view.ts';
import type { Ports } from '../../ports.ts';
import { keepAttachments } from '../../store/attachments.ts';
import type { Owner } from '../../store/connections.ts';
import { deleteDraft, listDrafts, lockDrafts, readDraft, writeDraft, type StoredDraft } from '../../store/drafts.ts';
import { draftPlace } from '../../store/sealed-places.ts';

/** From the last time that it was saved. */
export const draftKeptMs = 30 * 86_400_000;
/** Of one user. None goes to make room for another: each is something that a person wrote. */
export const mostDrafts = 50;

/** Saves what is being written, where it still is what the page made it of. */
export const saveDraft = async (ports: Ports, owner: Owner, id: string, version: number, draft: MailDraft): Promise<Outcome<SavedDraft, Failure>> =>
  ports.database.transaction().execute(async (transaction): Promise<Outcome<SavedDraft, Failure>> => {
    await lockDrafts(transaction, owner);
    const known = await readDraft(transaction, owner, id);
    if (known === undefined) {
      if (version > 0) return fail({ code: 'draft-unknown' });
      if ((await listDrafts(transaction, owner)).length >= mostDrafts) return fail({ code: 'drafts-too-many' });
    } else if (known.version !== version) {
      // Asked again because the answer was lost: the same words are no conflict.
      return isSame(ports, owner, known, draft) ? succeed(savedView(known)) : fail({ code: 'draft-changed' });
    }
    const sealed = ports.keyring.seal(JSON.stringify(draft), draftPlace({ ...owner, id }));
    const saved: StoredDraft = { id, version: (known?.version ?? 0) + 1, savedAt: ports.clock.now(), sealed };
    await writeDraft(transaction, owner, saved);
    await keepAttachments(transaction, owner, draft.mail.attachments ?? [], saved.savedAt);
    return succeed(savedView(saved));
  });

export const draftOf = async (ports: Ports, owner: Owner, id: string): Promise<Outcome<ReadDraft, Failure>> => {
  const known = await readDraft(ports.database, owner, id);
  if (known === undefined) return fail({ code: 'draft-unknown' });
  const draft = openDraft(ports, owner, known);
  return draft === undefined ? fail({ code: 'stored-data-unreadable' }) : succeed({ ...savedView(known), draft });
};

/** What another window has saved since that version stays. */
export const discardDraft = async ({ database }: Ports, owner: Owner, id: string, version: number): Promise<Outcome<Record<string, never>, Failure>> => {
  await deleteDraft(database, owner, id, version);
  return (await readDraft(database, owner, id)) === undefined ? succeed({}) : fail({ code: 'draft-changed' });
};

export const savedView = ({ id, version, savedAt }: Omit<StoredDraft, 'sealed'>): SavedDraft => ({ id, version, savedAt: instantOf(savedAt) });

const openDraft = ({ keyring }: Ports, owner: Owner, { id, sealed }: StoredDraft): MailDraft | undefined => {
  const opened = keyring.open(sealed, draftPlace({ ...owner, id }));
  const decoded = opened.ok ? decode(draftSchema, JSON.parse(opened.value)) : opened;
  return decoded.ok ? decoded.value : undefined;
};

const isSame = (ports: Ports, owner: Owner, known: StoredDraft, draft: MailDraft): boolean => {
  const before = openDraft(ports, owner, known);
  return before !== undefined && JSON.stringify(before) === JSON.stringify(draft);
};
