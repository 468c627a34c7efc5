/** No header names more mails than this; one that does is hostile or broken. */
const mostIds = 200;

/** The message ids in a header such as References, without brackets, each once, in their order. */
export const messageIdsIn = (value: string): readonly string[] => {
  const bracketed = [...value.matchAll(/<([^<>\s]{1,998})>/g)].map((match) => match[1] ?? '');
  // Some systems forget the brackets.
  const found = bracketed.length > 0 ? bracketed : value.split(/[<>\s,;"]+/).filter((word) => word.length <= 998 && /.@./.test(word));
  return [...new Set(found)].slice(0, mostIds);
};

/** What a mail answers: In-Reply-To, then References from the last to the first. */
export const refersTo = (inReplyTo: string | undefined, references: string | undefined): readonly string[] => [
  ...new Set([...messageIdsIn(inReplyTo ?? ''), ...[...messageIdsIn(references ?? '')].reverse()]),
];
