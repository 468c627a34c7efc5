const longest = 60;

/** The joiners that names in Persian and in Indic scripts are written with; alone they hide nothing. */
const invisible = /(?![\u200c\u200d])\p{C}/gu;

/**
 * A name as it may stand on a page that asks for trust. A host lets its users choose their names, so one could be a
 * sentence ("type this code at …") or turn the text around it: it is short, one line, and without marks that nobody sees.
 */
export const shownName = (name: string): string => {
  const characters = [...name.replace(/\s+/gu, ' ').replace(invisible, '').trim()];
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('').trimEnd()}…`;
};
