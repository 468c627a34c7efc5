import { sendingEndpoints } from '../../contract/endpoints.ts';
import type { MailDraft, Outcome, ReadDraft, SavedDraft } from '../../contract/index.ts';
import { succeed } from '../../contract/outcome.ts';
import { nothing, type ServiceCalls } from '../mail-client/ask-service.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import { readOutgoing, readRefusal } from './outgoing-shapes.ts';

type Answer<T> = Promise<Outcome<T, ClientFailure>>;

/** Where the service keeps what is being written, for the person whose it is. */
export interface DraftsClient {
  userKey(): Promise<string | undefined>;
  /** What was saved last comes first. */
  list(signal: AbortSignal): Answer<readonly SavedDraft[]>;
  read(id: string, signal: AbortSignal): Answer<ReadDraft>;
  save(id: string, version: number, draft: MailDraft, signal: AbortSignal): Answer<SavedDraft>;
  discard(id: string, version: number, signal: AbortSignal): Answer<undefined>;
}

export const createHttpDraftsClient = ({ ask, at, userKey }: ServiceCalls): DraftsClient => ({
  userKey,
  list: async (signal) => {
    const outcome = await ask({ method: 'GET', url: at(sendingEndpoints.drafts), read: readOutgoing('draftList'), readRefusal }, signal);
    return outcome.ok ? succeed(outcome.value.drafts) : outcome;
  },
  read: (id, signal) => ask({ method: 'GET', url: at(sendingEndpoints.draft(id)), read: readOutgoing('readDraft'), readRefusal }, signal),
  save: (id, version, draft, signal) =>
    ask({ method: 'POST', url: at(sendingEndpoints.draft(id)), read: readOutgoing('savedDraft'), readRefusal, body: { version, draft } }, signal),
  discard: (id, version, signal) => ask({ method: 'DELETE', url: `${at(sendingEndpoints.draft(id))}?version=${version}`, read: nothing, readRefusal }, signal),
});
