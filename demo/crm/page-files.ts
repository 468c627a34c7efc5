import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What the CRM's pages load from their own origin. */
export interface PageFiles {
  readonly style: string;
  readonly script: string;
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Built once when the demo starts, in memory: it takes a few milliseconds. */
export const loadPageFiles = async (): Promise<PageFiles> => {
  const [style, script] = await Promise.all([
    readFile(here('larkspur.css'), 'utf8'),
    build({ entryPoints: [here('browser/larkspur.ts')], bundle: true, write: false, format: 'esm', target: 'es2022', logLevel: 'silent' }),
  ]);
  return { style, script: script.outputFiles[0]?.text ?? '' };
};
