interface Importers {
  readonly isEntry: boolean;
  readonly importers: readonly string[];
  readonly dynamicImporters: readonly string[];
}

/** Which of the points where loading begins, the entry or an `import()`, bring a module along. */
const rootsOf = (id: string, importersOf: (id: string) => Importers | null, seen = new Set<string>()): Set<string> => {
  const roots = new Set<string>();
  if (seen.has(id)) return roots;
  seen.add(id);
  const { isEntry, importers, dynamicImporters } = importersOf(id) ?? { isEntry: false, importers: [], dynamicImporters: [] };
  if (isEntry) roots.add('entry');
  if (dynamicImporters.length > 0) roots.add(id);
  for (const importer of importers) for (const root of rootsOf(importer, importersOf, seen)) roots.add(root);
  return roots;
};

/**
 * The first chunk takes what the entry needs at once, and what the wizard's rest shares with the rest of another element, too:
 * as a chunk of its own that would compress worse and be asked for later. Everything else goes with those that need it.
 */
export const chunkOf = (id: string, context: { readonly getModuleInfo: (id: string) => Importers | null }): string | null => {
  const roots = [...rootsOf(id, (each) => context.getModuleInfo(each))];
  const isShared = roots.length > 1 && roots.some((root) => root.endsWith('/gmail-connect-wizard/late.ts'));
  return isShared || roots.includes('entry') ? 'first' : null;
};
