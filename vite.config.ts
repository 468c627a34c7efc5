import { defineConfig } from 'vite';
import { chunkOf } from './.config/build/chunk-of.ts';
import { leaveOut } from './.config/build/leave-out.ts';
import { minifyLiterals } from './.config/build/minify-literals.ts';
import { shortenWords } from './.config/build/short-words.ts';
import { squeeze } from './.config/build/squeeze.ts';
import { tagMessages } from './.config/build/tag-messages.ts';

/**
 * The script-tag bundle. The entry keeps its name and holds nothing that changes, so a host may put a query behind it; what
 * it loads is named by content: what the first paint needs with what all elements share, the rest of each element, and each
 * language. More chunks would compress worse, and whoever opens the wizard needs all of it within seconds. `vite` alone serves the sources on their own,
 * for work on an element in a page of any kind.
 */
export default defineConfig({
  plugins: [shortenWords(), tagMessages(), minifyLiterals(), leaveOut(), squeeze()],
  server: { port: 4410, strictPort: true, cors: true },
  build: {
    outDir: 'dist/bundle',
    target: 'es2023',
    // Library mode, because an application would carry a loader of style sheets that nothing here has a use for.
    lib: { entry: 'src/index.ts', formats: ['es'] },
    minify: false, // By `squeeze`.
    reportCompressedSize: false,
    rolldownOptions: {
      checks: { pluginTimings: false }, // Squeezing takes its time.
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: 'gmail-connect-kit.js',
        chunkFileNames: 'chunk-[name]-[hash].js',
        minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
        codeSplitting: { groups: [{ name: chunkOf }] },
      },
    },
  },
});
