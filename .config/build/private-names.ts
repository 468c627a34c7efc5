import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './run-tool.ts';

/**
 * Which names of members the bundle may shorten: those that nobody but our own elements can see. Run this file to write
 * them down anew; a name that is not written down stays long, and a test says when one that is written down is private no more.
 */
export const privateNamesFile = join(root, '.config/build/short-names.ts');

/** What other documents, other versions and the host read: their names are promises. */
const promised = [/\/src\/contract\//, /\/events\.ts$/, /\/connect\/trip\.ts$/, /-cache\.ts$/, /\/cache\//, /\/src\/client\/windows\//];

/** What Lit calls its own, beside names that begin with `_$`: its public names are left to the host. */
const ofLit = `_$AA _$AB _$AC _$AD _$AH _$AI _$AK _$AM _$AR _$AS _$AT _$AV _$E_ _$EO _$EP _$ES _$ET _$Eh _$Em _$Ep _$Eq _$Eu _$Ev
  _$Cl _$Co _$litType$ _$litDirective$ _$litPart$ _$cssResult$ __litLocalizeEventHandler elementProperties elementStyles createProperty
  enableUpdating isUpdatePending hasUpdated performUpdate shadowRootOptions hostConnected hostDisconnected hostUpdate hostUpdated
  addController willUpdate createRenderRoot _resolve _reject`.split(/\s+/);

const isOwn = (fileName: string): boolean => /\/src\/(client|components)\//.test(fileName);

type Declared = ts.PropertySignature | ts.MethodSignature | ts.PropertyDeclaration | ts.MethodDeclaration | ts.AccessorDeclaration;
const isDeclared = (node: ts.Node): node is Declared =>
  ts.isPropertySignature(node) || ts.isMethodSignature(node) || ts.isPropertyDeclaration(node) || ts.isMethodDeclaration(node) || ts.isAccessor(node);

/** The host sees everything of an element. */
const isOfElement = (node: ts.Node): boolean =>
  ts.isClassLike(node.parent) && (node.parent.heritageClauses ?? []).some((clause) => /LitElement|MailElement/.test(clause.getText()));

const isLeftOfIn = (node: ts.Node): boolean => ts.isBinaryExpression(node.parent) && node.parent.operatorToken.kind === ts.SyntaxKind.InKeyword;

/** A name that is read of something without a declared shape, as what JSON.parse gave. */
const isUndeclared = (name: ts.Node, checker: ts.TypeChecker): boolean => {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent) && parent.name === name) return checker.getSymbolAtLocation(name) === undefined;
  if (!ts.isBindingElement(parent) || (parent.propertyName ?? parent.name) !== name || !ts.isObjectBindingPattern(parent.parent)) return false;
  return checker.getTypeAtLocation(parent.parent).getProperty(name.getText()) === undefined;
};

/** The names of members that nobody but our own elements can see, those first that stand most often in the sources. */
export const findPrivateNames = (): string[] => {
  const { config } = ts.readConfigFile(join(root, 'src/components/tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(root, 'src/components'));
  const program = ts.createProgram([join(root, 'src/index.ts')], options);
  const checker = program.getTypeChecker();
  const declared = new Set<string>();
  const uses = new Map<string, number>();
  const reserved = new Set<string>();
  for (const file of program.getSourceFiles()) {
    const own = isOwn(file.fileName);
    const isPromise = promised.some((pattern) => pattern.test(file.fileName));
    // The platform's own names: of what may be both, nothing is shortened.
    const isPlatform = program.isSourceFileDefaultLibrary(file);
    if (!own && !isPromise && !isPlatform) continue;
    const visit = (node: ts.Node): void => {
      if (isDeclared(node) && ts.isIdentifier(node.name)) {
        const name = node.name.text;
        if (isPromise || isPlatform || isOfElement(node)) reserved.add(name);
        else declared.add(name);
      }
      if (isPromise && (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) && ts.isIdentifier(node.name)) reserved.add(node.name.text);
      if (own && ts.isStringLiteralLike(node) && !isLeftOfIn(node)) reserved.add(node.text);
      if (own && ts.isIdentifier(node) && isUndeclared(node, checker)) reserved.add(node.text);
      if (own && ts.isIdentifier(node)) uses.set(node.text, (uses.get(node.text) ?? 0) + 1);
      ts.forEachChild(node, visit);
    };
    visit(file);
    // What a chunk exports is read as a member of the chunk.
    const module = checker.getSymbolAtLocation(file);
    if (own && module) for (const { name } of checker.getExportsOfModule(module)) reserved.add(name);
    if (own) for (const [, name = ''] of file.text.matchAll(/\bdata-([a-z]+)/g)) reserved.add(name);
  }
  const isPrivate = (name: string): boolean => declared.has(name) && !reserved.has(name) && name.length > 2;
  const names = [...uses].filter(([name]) => isPrivate(name)).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return [...new Set([...ofLit, ...names.map(([name]) => name)])];
};

const written = (names: readonly string[]): string => `/** Written by \`node .config/build/private-names.ts\`, which says what these are. */
export const shortNames = \`
${names.join(' ').replaceAll(/(.{1,126})(?: |$)/g, '  $1\n')}\`.trim().split(/\\s+/);
`;

if (import.meta.main) await writeFile(privateNamesFile, written(findPrivateNames()));
