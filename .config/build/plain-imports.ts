import type { Plugin } from 'vite';

/**
 * Leaves `import()` to the browser. Vite wraps it so that styles and preload hints of a chunk arrive with it; these chunks
 * have neither, and the wrapping is 0.7 kB in the first of them.
 */
export const plainImports = (): Plugin => ({
  name: 'plain-imports',
  apply: 'build',
  enforce: 'pre',
  load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : null),
});
