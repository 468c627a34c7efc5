import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runTool } from './run-tool.ts';

/** src/ compiled module by module into dist/npm, with types. Lit, zod and the rest stay imports. */
export const buildNpmModules = async (): Promise<void> => {
  await rm(join(root, 'dist/npm'), { recursive: true, force: true });
  const code = await runTool('tsc', ['--project', '.config/tsconfig.emit.json']);
  if (code !== 0) throw new Error('the compiler found what stands above');
};
