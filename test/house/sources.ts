import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export const readText = (path: string): string => readFileSync(join(root, path), 'utf8');

/** What the rules of the house ask of a file: what it imports, which names it uses, which texts it holds. No comments. */
export interface Source {
  /** From the project's folder on, with `/`. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly string[];
  /** Variables, parameters, types: every name that is not a field. */
  readonly names: ReadonlySet<string>;
  /** Names after a dot, and keys of objects and of types. */
  readonly fields: ReadonlySet<string>;
  readonly texts: readonly string[];
}

const importsOf = (text: string): string[] => ts.preProcessFile(text, true, true).importedFiles.map((file) => file.fileName);

const isField = (node: ts.Identifier): boolean => {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  return (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent)) && parent.name === node;
};

const readSource = (path: string): Source => {
  const text = readText(path);
  const names = new Set<string>();
  const fields = new Set<string>();
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) (isField(node) ? fields : names).add(node.text);
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return { path, lines: text.trimEnd().split('\n').length, imports: importsOf(text), names, fields, texts };
};

export const pathsOf = (pattern: string): string[] => globSync(pattern, { cwd: root }).map((path) => path.replaceAll('\\', '/')).sort();

export const readSources = (pattern: string): Source[] => pathsOf(pattern).map(readSource);
