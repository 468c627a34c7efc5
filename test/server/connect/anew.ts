import type { SuiteContext, TestContext } from 'node:test';
import type { Store } from '../../../src/server/store/open.ts';
import { startGoogle, type WireGoogle } from '../google/wire-google.ts';
import { givenService, type GivenChange, type GivenService } from './given-service.ts';

const tables = ['flows', 'connections', 'revocations', 'google_accounts', 'audit'] as const;

/** What a test begins with: empty tables, a Google of its own and a service between them. */
export const anew = async (
  store: Pick<Store, 'database'>,
  t: TestContext | SuiteContext,
  change: Omit<GivenChange, 'google'> = {},
): Promise<{ readonly google: WireGoogle; readonly service: GivenService }> => {
  for (const table of tables) await store.database.deleteFrom(table).execute();
  const google = await startGoogle();
  if ('after' in t) t.after(() => google.close());
  return { google, service: await givenService(store, { ...change, google }) };
};
