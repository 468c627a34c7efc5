import { sendingEndpoints } from '../../contract/endpoints.ts';
import type { Attachment, Outcome } from '../../contract/index.ts';
import { fail, succeed } from '../../contract/outcome.ts';
import type { ServiceCalls } from '../mail-client/ask-service.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import { fetchWithProgress } from '../page/fetch-with-progress.ts';
import { readOutgoing, readRefusal } from './outgoing-shapes.ts';

/** What this computer could not read: a folder, or a file that was moved since. */
export type UploadFailure = ClientFailure | { readonly code: 'file-unreadable' };

/** Where files for mails are kept until they leave. */
export interface AttachmentsClient {
  /** `onSent` hears which share of it has left. */
  upload(file: File, onSent: (share: number) => void, signal: AbortSignal): Promise<Outcome<Attachment, UploadFailure>>;
  /** Those of the ids that are still there. */
  list(ids: readonly string[], signal: AbortSignal): Promise<Outcome<readonly Attachment[], ClientFailure>>;
}

/** 25 MB over a slow line. */
const uploadWithinMs = 15 * 60_000;

export const createHttpAttachmentsClient = ({ ask, at }: ServiceCalls): AttachmentsClient => ({
  upload: async (file, onSent, signal) => {
    const content = await base64Of(file);
    if (content === undefined) return fail({ code: 'file-unreadable' });
    const body = { name: file.name, type: file.type, content };
    const outcome = await ask(
      { method: 'POST', url: at(sendingEndpoints.attachments), read: readOutgoing('uploadedAttachment'), readRefusal, body, withinMs: uploadWithinMs, fetch: fetchWithProgress(onSent) },
      signal,
    );
    return outcome.ok ? succeed(outcome.value.attachment) : outcome;
  },
  list: async (ids, signal) => {
    const outcome = await ask({ method: 'GET', url: `${at(sendingEndpoints.attachments)}?ids=${ids.join(',')}`, read: readOutgoing('attachmentList'), readRefusal }, signal);
    return outcome.ok ? succeed(outcome.value.attachments) : outcome;
  },
});

const base64Of = (file: File): Promise<string | undefined> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result.slice(reader.result.indexOf(',') + 1) : undefined));
    reader.addEventListener('error', () => resolve(undefined));
    reader.readAsDataURL(file);
  });
