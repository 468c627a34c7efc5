import { minifyHTMLLiterals } from 'minify-literals';
import type { Plugin } from 'vite';

/** Takes the white space out of Lit's templates and styles, which a minifier of JavaScript has to leave alone. */
export const minifyLiterals = (): Plugin => ({
  name: 'minify-literals',
  apply: 'build',
  enforce: 'pre',
  async transform(code, id) {
    if (!id.includes('/src/components/') || !id.endsWith('.ts')) return null;
    const minified = await minifyHTMLLiterals(code, { fileName: id });
    return minified === null || minified === undefined ? null : { code: minified.code, map: minified.map?.toString() ?? null };
  },
});
