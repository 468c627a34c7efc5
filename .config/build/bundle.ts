import { join } from 'node:path';
import { build } from 'vite';
import { root } from './run-tool.ts';

/** The script-tag bundle, as vite.config.ts describes it. */
export const buildBundle = async (): Promise<void> => {
  await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
};
