import { readText } from './sources.ts';

/** The code blocks of the README in one language, in their order. */
export const readmeCode = (language: string): readonly string[] =>
  [...readText('README.md').matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((match) => match[1] ?? '');

/** The one block that contains this text. */
export const readmeBlock = (language: string, part: string): string => {
  const found = readmeCode(language).filter((block) => block.includes(part));
  const [block] = found;
  if (found.length !== 1 || block === undefined) throw new Error(`README.md has ${found.length} ${language} blocks with “${part}”.`);
  return block;
};
