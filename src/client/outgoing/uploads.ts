import type { Attachment } from '../../contract/index.ts';
import type { BrowserPage } from '../page/browser-page.ts';
import type { Clock } from '../page/clock.ts';
import type { AttachmentsClient, UploadFailure } from './attachments-client.ts';
import type { DraftsClient } from './drafts-client.ts';
import { judgeFile, type FileTrouble } from './judge-file.ts';
import { isPassing } from './pending-change.ts';

/**
 * A file on its way to the service:
 *
 *     (chosen) -> refused | waiting -> sending -> (uploaded) | failed;  failed -> waiting, when the person says so or comes back
 *
 * One is sent at a time. What was uploaded is the draft's, and no more here.
 */
export interface Upload {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly stand: UploadStand;
}

export type UploadStand =
  | { readonly kind: 'waiting' }
  /** From 0 to 1. */
  | { readonly kind: 'sending'; readonly share: number }
  | { readonly kind: 'failed'; readonly failure: UploadFailure }
  | { readonly kind: 'refused'; readonly trouble: FileTrouble };

export interface UploadsDeps {
  readonly attachments: AttachmentsClient;
  readonly drafts: Pick<DraftsClient, 'userKey'>;
  /** Whose files these are. */
  readonly userKey: () => string | undefined;
  readonly clock: Clock;
  readonly page: BrowserPage;
  readonly newKey: () => string;
  readonly onChange: () => void;
  readonly onUploaded: (attachment: Attachment) => void;
}

export class Uploads {
  readonly #deps: UploadsDeps;
  readonly #files = new Map<string, File>();
  #list: readonly Upload[] = [];
  #life = new AbortController();
  /** Ends what is under way when the person does not want the file any more. */
  #current: { readonly key: string; readonly ending: AbortController } | undefined;

  constructor(deps: UploadsDeps) {
    this.#deps = deps;
  }

  get list(): readonly Upload[] {
    return this.#list;
  }

  /** Neither uploaded nor given up: a mail would leave without it. */
  get isBusy(): boolean {
    return this.#list.some(({ stand }) => stand.kind === 'waiting' || stand.kind === 'sending');
  }

  get hasFailed(): boolean {
    return this.#list.some(({ stand }) => stand.kind === 'failed');
  }

  /** `there`: the sizes of what the mail has already. */
  add(files: readonly File[], there: readonly number[]): void {
    for (const file of files) {
      const key = this.#deps.newKey();
      const { name, size } = file;
      const coming = this.#list.flatMap((each) => (each.stand.kind === 'refused' ? [] : each.size));
      const trouble = judgeFile(file, [...there, ...coming]);
      if (trouble === undefined) this.#files.set(key, file);
      this.#become([...this.#list, { key, name, size, stand: trouble ? { kind: 'refused', trouble } : { kind: 'waiting' } }]);
    }
    void this.#next();
  }

  retry(key: string): void {
    this.#stand(key, { kind: 'waiting' });
    void this.#next();
  }

  drop(key: string): void {
    if (this.#current?.key === key) this.#current.ending.abort();
    this.#files.delete(key);
    this.#become(this.#list.filter((each) => each.key !== key));
  }

  /** The form was closed, or is another person's. */
  clear(): void {
    this.#life.abort();
    this.#life = new AbortController();
    this.#current = undefined;
    this.#files.clear();
    if (this.#list.length > 0) this.#become([]);
  }

  async #next(): Promise<void> {
    const next = this.#list.find(({ stand }) => stand.kind === 'waiting');
    const file = next && this.#files.get(next.key);
    if (this.#current !== undefined || next === undefined || file === undefined) return;
    const ending = new AbortController();
    const life = this.#life.signal;
    this.#current = { key: next.key, ending };
    await this.#send(next.key, file, AbortSignal.any([ending.signal, life]));
    if (life.aborted) return;
    this.#current = undefined;
    void this.#next();
  }

  async #send(key: string, file: File, signal: AbortSignal): Promise<void> {
    this.#stand(key, { kind: 'sending', share: 0 });
    // Somebody else may have signed in in another tab.
    const theirs = this.#deps.userKey();
    const speaksFor = theirs === undefined ? undefined : await this.#deps.drafts.userKey();
    if (signal.aborted) return;
    if (speaksFor !== theirs) return this.#failed(key, { code: speaksFor === undefined ? 'network-failed' : 'session-failed' });
    const outcome = await this.#deps.attachments.upload(file, (share) => {
      if (!signal.aborted) this.#stand(key, { kind: 'sending', share });
    }, signal);
    if (signal.aborted) return;
    if (outcome.ok) {
      this.drop(key);
      return this.#deps.onUploaded(outcome.value);
    }
    const { failure } = outcome;
    if (failure.code === 'too-many-requests') {
      await this.#deps.clock.sleep(failure.retryAfterSeconds * 1_000, signal);
      return this.#stand(key, { kind: 'waiting' });
    }
    this.#failed(key, failure);
  }

  #failed(key: string, failure: UploadFailure): void {
    this.#stand(key, { kind: 'failed', failure });
    if (failure.code !== 'file-unreadable' && isPassing(failure)) this.#retryOnReturn(key);
  }

  /** As when the network is back. */
  #retryOnReturn(key: string): void {
    const heard = new AbortController();
    this.#deps.page.onReturn(
      () => {
        heard.abort();
        if (this.#list.some((each) => each.key === key && each.stand.kind === 'failed')) this.retry(key);
      },
      AbortSignal.any([heard.signal, this.#life.signal]),
    );
  }

  #stand(key: string, stand: UploadStand): void {
    this.#become(this.#list.map((each) => (each.key === key ? { ...each, stand } : each)));
  }

  #become(next: readonly Upload[]): void {
    this.#list = next;
    this.#deps.onChange();
  }
}
