import type { DraftsClient } from '../../../src/client/outgoing/drafts-client.ts';
import type { ClientFailure } from '../../../src/client/mail-client/mail-client.ts';
import { fail, succeed, type MailDraft, type ReadDraft } from '../../../src/contract/index.ts';

/** A service that keeps drafts, which the test holds in its hand. */
export interface GivenDrafts {
  readonly client: DraftsClient;
  readonly stored: Map<string, ReadDraft>;
  /** The texts that were asked to be saved, each with the version it was made of. */
  readonly asked: (readonly [number, string])[];
  failsWith: ClientFailure | undefined;
  signedIn: string | undefined;
  /** Answers wait until the test lets them go. */
  hold(): () => void;
}

export const givenDrafts = (now: () => number): GivenDrafts => {
  let held: Promise<void> | undefined;
  const given: GivenDrafts = {
    stored: new Map(),
    asked: [],
    failsWith: undefined,
    signedIn: 'lea',
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return () => {
        held = undefined;
        resolve();
      };
    },
    client: {
      userKey: async () => given.signedIn,
      list: async () => succeed([...given.stored.values()].sort((one, other) => other.savedAt.localeCompare(one.savedAt))),
      read: async (id) => {
        const found = given.stored.get(id);
        return found === undefined ? fail({ code: 'draft-unknown' }) : succeed(found);
      },
      save: async (id, version, draft) => {
        given.asked.push([version, draft.mail.text ?? '']);
        await held;
        if (given.failsWith !== undefined) return fail(given.failsWith);
        const known = given.stored.get(id);
        if (known === undefined && version > 0) return fail({ code: 'draft-unknown' });
        if ((known?.version ?? 0) !== version) return fail({ code: 'draft-changed' });
        const saved = { id, version: version + 1, savedAt: new Date(now()).toISOString(), draft };
        given.stored.set(id, saved);
        return succeed(saved);
      },
      discard: async (id) => {
        given.stored.delete(id);
        return succeed(undefined);
      },
    },
  };
  return given;
};

export const draftSaying = (text: string): MailDraft => ({ mail: { to: [], subject: 'Offer', text } });
