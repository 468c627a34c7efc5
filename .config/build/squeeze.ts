import { minify as terse } from 'terser';
import ts from 'typescript';
import { minifySync, type Plugin } from 'vite';
import { shortNames } from './short-names.ts';

/** Letters that Lit, a Task and idb do not name members of their own by. */
const letters = [...'abcdefgmnrswxyzABDEFGHJKLNPQRSUVWXYZ'];
/** Pairs of the letters that are frequent anyway, without those that are somebody's name for a member. */
const frequent = [...'etanoisrlcdhu'];
const taken = new Set('as at cc ch ct dd dl do dt el en et hr ht id is it li lt no nt ol on or ot rt so st td th to tr tt ul ut'.split(' '));
export const shortest: readonly string[] = [
  ...letters,
  ...frequent.flatMap((first) => frequent.map((second) => first + second)).filter((pair) => !taken.has(pair)),
  ...letters.flatMap((first) => [...'0123456789'].map((second) => first + second)),
];

/** The same short name for a member in every chunk; a property's name in quotes is a promise to somebody and stays. */
const members = new Map(shortNames.map((name, index) => [`$${name}`, shortest[index] ?? name]));
const isShortened = new RegExp(`^(?:${shortNames.map((name) => name.replaceAll('$', '\\$')).join('|')})$`);

/**
 * What chunks give each other is called in each by the short name that it is given under, so that lists of it say each name
 * once. Where two chunks give something under the same name, the second is called otherwise.
 */
export const namesBetweenChunks = (code: string): Map<string, string> => {
  const given = new Map<string, string>();
  const taken = new Set<string>();
  const call = (local: string, name: string): void => {
    if (name.length > 2 || taken.has(name) || given.has(`$${local}`)) return;
    taken.add(name);
    given.set(`$${local}`, name);
  };
  for (const statement of ts.createSourceFile('chunk.js', code, ts.ScriptTarget.ESNext).statements) {
    const imported = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    if (imported && ts.isNamedImports(imported)) for (const { name, propertyName = name } of imported.elements) call(name.text, propertyName.text);
    const exported = ts.isExportDeclaration(statement) && statement.moduleSpecifier === undefined ? statement.exportClause : undefined;
    if (exported && ts.isNamedExports(exported)) for (const { name, propertyName = name } of exported.elements) call(propertyName.text, name.text);
  }
  return given;
};

/** Two minifiers, because each finds what the other leaves: together they save about 1 % more than either alone. */
export const squeezed = async (code: string, fileName: string): Promise<string> => {
  const first = minifySync(fileName, code, { module: true, compress: { target: 'es2023' }, mangle: false });
  const second = await terse(first.code, {
    module: true,
    ecma: 2020,
    // Getters without effects, and arrows for functions that nobody calls with `new`: true of all that is built here.
    mangle: { properties: { regex: isShortened, keep_quoted: 'strict' } },
    nameCache: { props: { props: Object.fromEntries(members) }, vars: { props: Object.fromEntries(namesBetweenChunks(first.code)) } },
    compress: { passes: 6, pure_getters: true, unsafe_arrows: true, unsafe_methods: true, lhs_constants: false },
  });
  return second.code ?? '';
};

/** Makes the chunks of the bundle small. */
export const squeeze = (): Plugin => ({
  name: 'squeeze',
  apply: 'build',
  renderChunk: {
    order: 'post',
    handler: async (code, { fileName }) => ({ code: await squeezed(code, fileName), map: null }),
  },
});
