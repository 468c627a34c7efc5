import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './run-tool.ts';

/**
 * The two pages that pass a finished attempt on: the script and style of the service's finish page, and the return page
 * for the host's origin, one file that needs nothing else and whose policy names its script and style by their hashes.
 */
const sources = join(root, 'src/client/windows');
const target = join(root, 'dist/pages');

const minified = async (name: string): Promise<string> => {
  const result = await build({
    entryPoints: [join(sources, name)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
  return (result.outputFiles[0]?.text ?? '').trim();
};

const sourceHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const returnPage = async (): Promise<string> => {
  const template = await readFile(join(sources, 'return-page.html'), 'utf8');
  const script = await minified('return-page.ts');
  const style = await minified('return-page.css');
  // Functions as replacements: a `$` in minified code would mean something in a replacement text.
  return template
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\n\s*/g, '')
    .replace('__SCRIPT_HASH__', () => sourceHash(script))
    .replace('__STYLE_HASH__', () => sourceHash(style))
    .replace('__SCRIPT__', () => script)
    .replace('__STYLE__', () => style);
};

export const buildPages = async (): Promise<void> => {
  const [script, style, page] = await Promise.all([minified('finish-page.ts'), minified('finish-page.css'), returnPage()]);
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await Promise.all([
    writeFile(join(target, 'finish.js'), script),
    writeFile(join(target, 'finish.css'), style),
    writeFile(join(target, 'return.html'), page),
  ]);
};
