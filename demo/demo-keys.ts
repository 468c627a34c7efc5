import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { decode } from '../src/contract/decode.ts';

/** Every secret of one demo, drawn at its first start. None of them is worth anything outside. */
export interface DemoKeys {
  readonly encryptionKey: string;
  readonly tenantSecret: string;
  readonly googleClientSecret: string;
  readonly sessionKey: string;
  readonly controlKey: string;
}

const schema = z.object({
  encryptionKey: z.string(),
  tenantSecret: z.string(),
  googleClientSecret: z.string(),
  sessionKey: z.string(),
  controlKey: z.string(),
});

export const drawKeys = (): DemoKeys => ({
  encryptionKey: randomBytes(32).toString('base64'),
  tenantSecret: randomBytes(32).toString('base64url'),
  googleClientSecret: `GOCSPX-${randomBytes(21).toString('base64url')}`,
  sessionKey: randomBytes(32).toString('base64url'),
  controlKey: randomBytes(32).toString('base64url'),
});

/** The keys in the demo's folder, which no commit contains. A file that is damaged is an error: mail may hang on it. */
export const keepKeys = (folder: string): DemoKeys => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'keys.json');
  if (!existsSync(path)) writeFileSync(path, JSON.stringify(drawKeys(), undefined, 2), { mode: 0o600 });
  chmodSync(path, 0o600);
  const keys = readJsonFile(path);
  const decoded = decode(schema, keys);
  if (!decoded.ok) throw new TypeError(`Failed to read ${path}: it does not hold the demo's keys. Remove the folder to begin anew.`);
  return decoded.value;
};

/** Undefined when there is no such file, or it is not JSON. */
export const readJsonFile = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // Whatever it was, nothing can be read here; the caller decides what that means.
    return undefined;
  }
};
