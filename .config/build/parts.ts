import { buildBundle } from './bundle.ts';
import { buildNpmModules } from './npm-modules.ts';
import { buildPages } from './pages.ts';

const parts: Record<string, () => Promise<void>> = { npm: buildNpmModules, bundle: buildBundle, pages: buildPages };

/**
 * Builds the parts named, or all, side by side; says what failed and answers whether all of them were built. It speaks on
 * the error output: what `npm run service -- return-page` prints is redirected into a file.
 */
export const buildParts = async (names: readonly string[]): Promise<boolean> => {
  const wanted = names.length === 0 ? Object.keys(parts) : names;
  const startedAt = performance.now();
  const built = await Promise.all(
    wanted.map(async (name) => {
      const build = parts[name];
      if (build === undefined) {
        console.error(`There is no part “${name}” to build; there are ${Object.keys(parts).join(', ')}.`);
        return false;
      }
      try {
        await build();
        return true;
      } catch (error) {
        console.error(`dist/${name} was not built: ${error instanceof Error ? error.message : String(error)}`);
        return false;
      }
    }),
  );
  if (!built.every(Boolean)) return false;
  console.error(`Built ${wanted.map((name) => `dist/${name}`).join(', ')} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
  return true;
};
