import { defineConfig } from 'vite';
import { minifyLiterals } from './.config/build/minify-literals.ts';

/**
 * The script-tag bundle. App mode, because library mode leaves the white space in; the entry keeps its name, what it
 * loads later is named by content. `vite` alone serves the sources on their own, for work on an element in a page of any kind.
 */
export default defineConfig({
  plugins: [minifyLiterals()],
  server: { port: 4410, strictPort: true, cors: true },
  // Chunks are found beside the entry, wherever the host has put it.
  base: './',
  build: {
    outDir: 'dist/bundle',
    target: 'es2022',
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: 'src/index.ts',
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: 'gmail-connect-kit.js',
        chunkFileNames: 'chunk-[name]-[hash].js',
      },
    },
  },
});
