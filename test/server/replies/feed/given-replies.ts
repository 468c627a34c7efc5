import assert from 'node:assert/strict';
import { after } from 'node:test';
import type * as z from 'zod/mini';
import { decode } from '../../../../src/contract/index.ts';
import type { Owner } from '../../../../src/server/store/connections.ts';
import { nextChange } from '../../../../src/server/store/feeds.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { insertReplies, type NewReply } from '../../../../src/server/store/replies.ts';
import { givenService, type Answer, type GivenService, type Person } from '../../connect/given-service.ts';
import { noon } from '../../given-ports.ts';
import { startGoogle } from '../../google/wire-google.ts';

const google = await startGoogle();
after(() => google.close());

/** Two people of one service, and what came back to them. */
export const lea: Person = { user: 'lea' };
export const hugo: Person = { user: 'hugo' };

export const ownerOf = (person: Person): Owner => ({ tenant: 'acme', org: 'org-1', user: person.user ?? 'user-1' });

let count = 0;

export interface GivenReplies {
  readonly service: GivenService;
  /** One mail that came back, `minutes` after noon. Its id. */
  readonly came: (minutes: number, change?: Partial<NewReply>, person?: Person) => Promise<string>;
}

export const givenReplies = async (store: Pick<Store, 'database'>, change: Parameters<typeof givenService>[1] = {}): Promise<GivenReplies> => {
  const service = await givenService(store, { google, ...change });
  return {
    service,
    came: async (minutes, given = {}, person = lea) => {
      const number = (count += 1);
      const id = `reply-${String(number).padStart(12, '0')}`;
      const owner = ownerOf(person);
      await store.database.transaction().execute(async (transaction) => {
        await insertReplies(transaction, [{
          id,
          owner,
          connectionId: 'connection-000001',
          gmailId: `mail${number}`,
          threadId: `thread${number}`,
          messageId: undefined,
          receivedAt: noon + minutes * 60_000,
          foundAt: noon + minutes * 60_000,
          from: { name: 'Anna Lindqvist', address: 'anna@globex.example' },
          subject: `Renewal ${number}`,
          judged: { verdict: 'reply', confidence: 0.98, evidence: [{ code: 'answers-ours' }], bounce: undefined, returnDate: undefined, meeting: undefined },
          foundIn: 'inbox',
          answers: undefined,
          sealedText: undefined,
          seenAt: undefined,
          change: await nextChange(transaction, owner),
          ...given,
        }]);
      });
      service.ports.bell.ring(owner);
      return id;
    },
  };
};

export const valueOf = <S extends z.core.$ZodType>(schema: S, answer: Answer): z.core.output<S> => {
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  const decoded = decode(schema, answer.body);
  assert.ok(decoded.ok, JSON.stringify(decoded));
  return decoded.value;
};

