import { chmod, glob, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runTool } from './run-tool.ts';

const target = join(root, 'dist/npm');

/** The compiler rewrites `./x.ts` to `./x.js` in what it compiles and leaves it as it was in the declarations. */
const nameCompiledFiles = async (path: string): Promise<void> => {
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replaceAll(/((?:from|import)\s*\(?\s*)(['"])(\.{1,2}\/[^'"]+)\.ts\2/g, '$1$2$3.js$2'));
};

/** src/ compiled module by module into dist/npm, with types. Lit, zod and the rest stay imports. */
export const buildNpmModules = async (): Promise<void> => {
  await rm(target, { recursive: true, force: true });
  const code = await runTool('tsc', ['--project', '.config/tsconfig.emit.json']);
  if (code !== 0) throw new Error('the compiler found what stands above');
  for await (const path of glob('**/*.d.ts', { cwd: target })) await nameCompiledFiles(join(target, path));
  // npm does this when it installs the package; a checkout is used without that.
  await chmod(join(target, 'server/main.js'), 0o755);
};
