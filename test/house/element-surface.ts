import ts from 'typescript';
import { readSources, readText } from './sources.ts';

/** What a host can reach of an element, read from its sources. All lists are sorted. */
export interface Surface {
  /** From the fields under `@property()`. */
  readonly attributes: readonly string[];
  readonly properties: readonly string[];
  /** From the tags of the class' comment. */
  readonly documented: { readonly events: readonly string[]; readonly parts: readonly string[]; readonly customProperties: readonly string[] };
  /** From the event classes, the templates and the styles. */
  readonly used: { readonly events: readonly string[]; readonly parts: readonly string[]; readonly customProperties: readonly string[] };
}

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

const decoratorOptions = (member: ts.PropertyDeclaration): ts.ObjectLiteralExpression | 'none' | undefined => {
  for (const { expression } of ts.getDecorators(member) ?? []) {
    if (!ts.isCallExpression(expression) || expression.expression.getText() !== 'property') continue;
    const [options] = expression.arguments;
    return options !== undefined && ts.isObjectLiteralExpression(options) ? options : 'none';
  }
  return undefined;
};

const attributeOption = (options: ts.ObjectLiteralExpression | 'none'): string | false | undefined => {
  if (options === 'none') return undefined;
  for (const option of options.properties) {
    if (!ts.isPropertyAssignment(option) || option.name.getText() !== 'attribute') continue;
    return ts.isStringLiteral(option.initializer) ? option.initializer.text : false;
  }
  return undefined;
};

/** @param folder of the element, for example `src/components/gmail-connect-wizard` */
export const surfaceOf = (folder: string): Surface => {
  const path = `${folder}/${folder.split('/').at(-1) ?? ''}.ts`;
  const text = readText(path);
  const attributes: string[] = [];
  const properties: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyDeclaration(node)) {
      const options = decoratorOptions(node);
      const name = node.name.getText();
      const attribute = options === undefined ? undefined : attributeOption(options);
      if (options !== undefined) (attribute === false ? properties : attributes).push(attribute === false ? name : (attribute ?? name.toLowerCase()));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));

  const tagged = (tag: string): string[] => sorted([...text.matchAll(new RegExp(`^ \\* @${tag} (\\S+) - \\S`, 'gm'))].map((match) => match[1] ?? ''));
  const sources = readSources(`{${folder},src/components/shared}/**/*.ts`);
  const inTexts = (pattern: RegExp): string[] => sources.flatMap(({ texts }) => texts).flatMap((each) => [...each.matchAll(pattern)].map((match) => match[1] ?? ''));
  const written = inTexts(/\bpart="([^"]+)"/g).flatMap((names) => names.split(/\s+/));
  // Some templates are given the name of their part, which then stands in the sources as a text of its own.
  const given = tagged('csspart').filter((part) => sources.some(({ texts }) => texts.includes(part)));
  const events = [...readText(`${folder}/events.ts`).matchAll(/static readonly type = '([^']+)'/g)].map((match) => match[1] ?? '');
  return {
    attributes: sorted(attributes),
    properties: sorted(properties),
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
