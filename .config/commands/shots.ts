// npm run shots [-- words]: pictures of every state, or of those with these words in their name, into dist/shots.
import { join } from 'node:path';
import { takeShots } from '../../test/e2e/shots/take-shots.ts';
import { buildParts } from '../build/parts.ts';
import { root } from '../build/run-tool.ts';
import { BrowserMissing } from '../machine/chromium.ts';

const folder = join(root, 'dist/shots');

const run = async (): Promise<boolean> => {
  if (!(await buildParts(['bundle', 'pages']))) return false;
  const taken = await takeShots(folder, process.argv.slice(2).join(' '));
  console.log(`Pictures: ${join(folder, 'index.html')}`);
  return taken;
};

process.exitCode = (await run().catch((error: unknown) => {
  console.error(error instanceof BrowserMissing ? error.message : error);
  return false;
}))
  ? 0
  : 1;
