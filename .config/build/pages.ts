import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './run-tool.ts';
import { squeezed } from './squeeze.ts';

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
    // Nothing is imported or exported in the end, and each page has one script: it needs no function around it.
    format: 'esm',
    target: 'es2023',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
  const text = (result.outputFiles[0]?.text ?? '').trim();
  return name.endsWith('.ts') ? squeezed(text, name) : text;
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
