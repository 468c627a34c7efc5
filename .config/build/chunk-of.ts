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

/** What compresses best beside its like in the first chunk: the wizard's styles a third better, and what it asks the service a fifth. */
const besideItsLike = /\/gmail-connect-wizard\/(?:late-|progress-)?styles\.ts$|\/mail-client\/(?:http-mail-client|claim-address)\.ts$/;

/**
 * The first chunk takes what the entry needs at once, and what the wizard's rest shares with the rest of another element, too:
 * as a chunk of its own that would compress worse and be asked for later. So would every piece that two others share: one
 * chunk has all of them, and another what they share with the card's tracking. Everything else goes with those that need it.
 */
export const chunkOf = (id: string, context: { readonly getModuleInfo: (id: string) => Importers | null }): string | null => {
  const roots = [...rootsOf(id, (each) => context.getModuleInfo(each))];
  const isOf = (name: string): boolean => roots.some((root) => root.endsWith(`/${name}.ts`));
  if (roots.includes('entry') || besideItsLike.test(id)) return 'first';
  const elements = ['gmail-connect-wizard/late', 'list-late', 'meter-late', 'scheduler-late'].filter(isOf);
  if (isOf('tracking-late') ? elements.length < 1 : elements.length < 2) return null;
  return elements.includes('gmail-connect-wizard/late') ? 'first' : isOf('tracking-late') ? 'told' : 'shared';
};
