import type { ReadDraft, SavedDraft } from '../../contract/index.ts';
import type { Draft, MailToWrite } from './draft.ts';
import { createDraftKeeper, type DraftKeeper, type DraftKeeperDeps } from './draft-keeper.ts';
import { draftIdFor, draftToShow, fromMailDraft, toMailDraft } from './mail-draft.ts';

/** The form in which the text stands. */
export interface DraftForm {
  readonly userKey: () => string | undefined;
  readonly isWritten: () => boolean;
  /** Whether something in it would be lost with it. */
  readonly isUnsaved: () => boolean;
  readonly onChange: () => void;
  /** A draft that was saved at that time takes the place of what is there. */
  readonly onFound: (draft: Draft, at: number) => void;
}

export interface DraftDeskDeps extends DraftKeeperDeps {
  readonly zone: () => string;
}

/** The drafts of one form: the one that is being written and who saves it, and the others that the service has. */
export class DraftDesk {
  readonly #deps: DraftDeskDeps;
  readonly #form: DraftForm;
  #keeper: DraftKeeper | undefined;
  #kept: readonly SavedDraft[] = [];

  constructor(deps: DraftDeskDeps, form: DraftForm) {
    this.#deps = deps;
    this.#form = form;
  }

  get keeper(): DraftKeeper | undefined {
    return this.#keeper;
  }

  /** What was saved last comes first. */
  get others(): readonly SavedDraft[] {
    return this.#kept.filter(({ id }) => id !== this.#keeper?.place.id);
  }

  /** A new text, under the id of its mail where it is for somebody, so that it is found again when it is opened again. */
  begin(mail: MailToWrite = {}): void {
    this.adopt(createDraftKeeper(this.#form.userKey, { id: draftIdFor(mail) ?? this.#deps.newKey(), version: 0 }, undefined, this.#deps));
  }

  adopt(keeper: DraftKeeper | undefined): void {
    this.leave();
    this.#keeper = keeper;
    if (keeper) keeper.onChange = this.#form.onChange;
  }

  /** Nobody writes on: it is among the others as far as it was saved. */
  leave(): void {
    const { place, stand } = this.#keeper ?? {};
    this.#keeper?.end();
    this.#keeper = undefined;
    if (place === undefined || place.version === 0 || stand?.kind !== 'saved') return;
    this.#kept = [{ ...place, savedAt: new Date(stand.at).toISOString() }, ...this.#kept.filter(({ id }) => id !== place.id)];
  }

  /** Its mail was queued, and the service has forgotten it. */
  forget(): void {
    this.#without()?.end();
  }

  async discard(): Promise<void> {
    await this.#without()?.discard();
  }

  /** Somebody else is served. */
  clear(): void {
    this.forget();
    this.#kept = [];
  }

  /** The form goes on with what the service has of this mail, unless the person was faster; without an answer it begins anew. */
  async restore(mail: MailToWrite, signal: AbortSignal): Promise<void> {
    const keeper = this.#keeper;
    const kept = await this.#deps.drafts.list(signal);
    if (!kept.ok || signal.aborted) return;
    this.#kept = kept.value;
    const shown = draftToShow(kept.value, draftIdFor(mail));
    const found = shown && (await this.#deps.drafts.read(shown.id, signal));
    if (keeper !== this.#keeper || signal.aborted) return;
    if (found?.ok && !this.#form.isWritten()) this.#take(found.value);
    else this.#form.onChange();
  }

  /** Another draft; what is in the form stays among the others. */
  async show(id: string, signal: AbortSignal): Promise<void> {
    if (!(await this.saved())) return;
    const found = await this.#deps.drafts.read(id, signal);
    if (found.ok && !signal.aborted && !this.#form.isUnsaved()) this.#take(found.value);
  }

  /** Whether what is in the form may leave it: nothing of it would be lost. */
  async saved(): Promise<boolean> {
    if (this.#form.isUnsaved()) await this.#keeper?.saveNow();
    return !this.#form.isUnsaved();
  }

  #take({ id, version, savedAt, draft }: ReadDraft): void {
    const at = Date.parse(savedAt);
    const found = fromMailDraft(draft);
    // As this page says it again: what it does not show keeps the order in which it was written.
    const known = { draft: toMailDraft(found, this.#deps.zone()), at };
    this.adopt(createDraftKeeper(this.#form.userKey, { id, version }, known, this.#deps));
    this.#form.onFound(found, at);
  }

  #without(): DraftKeeper | undefined {
    const keeper = this.#keeper;
    this.#kept = this.others;
    this.#keeper = undefined;
    return keeper;
  }
}
