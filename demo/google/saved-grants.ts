import * as z from 'zod/mini';
import { decode } from '../../src/contract/decode.ts';
import type { SavedGrants } from './grants.ts';

const token = z.object({ sub: z.string(), clientId: z.string(), project: z.string(), scopes: z.array(z.string()) });

const schema = z.object({
  consents: z.array(z.tuple([z.string(), z.array(z.string())])),
  refreshTokens: z.array(z.tuple([z.string(), z.extend(token, { endsAt: z.exactOptional(z.number()), lastUsedAt: z.number() })])),
  accessTokens: z.array(z.tuple([z.string(), z.extend(token, { endsAt: z.number() })])),
});

/** What an earlier emulator kept; a file that cannot be read means that nothing was granted yet. */
export const restoreGrants = (saved: unknown): SavedGrants | undefined => {
  const decoded = decode(schema, saved);
  return decoded.ok ? decoded.value : undefined;
};
