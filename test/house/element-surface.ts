import ts from 'typescript';
import { readSources, readText } from './sources.ts';

/** What a host can reach of an element, read from its sources. All lists are sorted. */
export interface Surface {
  /** From the class' table of `properties`, without those that are its own state. */
  readonly attributes: readonly string[];
  readonly properties: readonly string[];
  /** From the tags of the class' comment. */
  readonly documented: { readonly events: readonly string[]; readonly parts: readonly string[]; readonly customProperties: readonly string[] };
  /** From the event classes, the templates and the styles. */
  readonly used: { readonly events: readonly string[]; readonly parts: readonly string[]; readonly customProperties: readonly string[] };
}

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

/** A property of the element as its table declares it: under which attribute, or none. */
interface Declared {
  readonly name: string;
  readonly attribute: string | false;
}

const optionOf = (options: ts.ObjectLiteralExpression, wanted: string): ts.Expression | undefined =>
  options.properties.filter(ts.isPropertyAssignment).find(({ name }) => name.getText() === wanted)?.initializer;

const declaredIn = (table: ts.ObjectLiteralExpression): readonly Declared[] =>
  table.properties.filter(ts.isPropertyAssignment).flatMap(({ name, initializer }) => {
    if (!ts.isObjectLiteralExpression(initializer) || optionOf(initializer, 'state') !== undefined) return [];
    const attribute = optionOf(initializer, 'attribute');
    if (attribute === undefined) return [{ name: name.getText(), attribute: name.getText().toLowerCase() }];
    return [{ name: name.getText(), attribute: ts.isStringLiteral(attribute) && attribute.text }];
  });

/** What every element inherits. */
const ofAll = 'src/components/shared/mail-element.ts';

/**
 * @param folder of the element, for example `src/components/gmail-connect-wizard`
 * @param shown folders of what stands in it besides, and in other elements, too
 */
export const surfaceOf = (folder: string, shown: readonly string[] = []): Surface => {
  const path = `${folder}/${folder.split('/').at(-1) ?? ''}.ts`;
  const text = readText(path);
  const declared: Declared[] = [];
  const visit = (node: ts.Node): void => {
    const isTable = ts.isPropertyDeclaration(node) && node.name.getText() === 'properties';
    if (isTable && node.initializer !== undefined && ts.isObjectLiteralExpression(node.initializer)) declared.push(...declaredIn(node.initializer));
    ts.forEachChild(node, visit);
  };
  for (const each of [path, ofAll]) visit(ts.createSourceFile(each, readText(each), ts.ScriptTarget.Latest, true));

  const tagged = (tag: string): string[] => sorted([...text.matchAll(new RegExp(`^ \\* @${tag} (\\S+) - \\S`, 'gm'))].map((match) => match[1] ?? ''));
  const sources = readSources(`{${[folder, ...shown, 'src/components/shared'].join(',')}}/**/*.ts`);
  const inTexts = (pattern: RegExp): string[] => sources.flatMap(({ texts }) => texts).flatMap((each) => [...each.matchAll(pattern)].map((match) => match[1] ?? ''));
  const written = inTexts(/\bpart="([^"]+)"/g).flatMap((names) => names.split(/\s+/));
  // Some templates are given the name of their part, which then stands in the sources as a text of its own.
  const given = tagged('csspart').filter((part) => sources.some(({ texts }) => texts.includes(part)));
  const events = sources.flatMap(({ path: each }) => [...readText(each).matchAll(/static override readonly type = '([^']+)'/g)].map((match) => match[1] ?? ''));
  return {
    attributes: sorted(declared.flatMap(({ attribute }) => attribute || [])),
    properties: sorted(declared.flatMap(({ name, attribute }) => (attribute === false ? name : []))),
    documented: { events: tagged('fires'), parts: tagged('csspart'), customProperties: tagged('cssproperty') },
    used: {
      events: sorted(events),
      parts: sorted([...written, ...given]),
      customProperties: sorted(inTexts(/var\(\s*(--gck-[\w-]+)/g)),
    },
  };
};

/** The names in the first column of the table that follows `<!-- table: NAME -->` in the README. */
export const readmeTable = (name: string): string[] => {
  const [, after] = readText('README.md').split(`<!-- table: ${name} -->\n`);
  if (after === undefined) throw new Error(`README.md has no table “${name}”: put <!-- table: ${name} --> above it.`);
  const rows = after.split('\n');
  const end = rows.findIndex((row) => !row.startsWith('|'));
  return sorted(rows.slice(2, end).flatMap((row) => /^\| `([^`]+)`/.exec(row)?.[1] ?? []));
};
