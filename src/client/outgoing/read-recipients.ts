import type { Recipient } from '../../contract/index.ts';

/** What was understood of a line of addresses, and what was not, for the person to mend. */
export interface ReadRecipients {
  readonly found: readonly Recipient[];
  readonly rest: string;
}

/** As loose as the contract: Google decides what an address is. */
const address = /^[^\s<>"`,;]{1,64}@[^\s<>"'`@,;]{1,255}$/;
const named = /^"?([^"<>]*?)"?\s*<([^<>]+)>$/;

/** Reads `Anna Lindqvist <anna@globex.example>, bob@globex.example`, as it is typed or pasted out of another mail. */
export const readRecipients = (line: string): ReadRecipients => {
  const found: Recipient[] = [];
  const rest: string[] = [];
  for (const piece of line.split(/[,;\n\r\t]+(?=(?:[^"]*"[^"]*")*[^"]*$)/)) {
    const text = piece.trim();
    const [, name = '', inner = text] = named.exec(text) ?? [];
    if (address.test(inner)) found.push({ ...(name.trim() && { name: name.trim() }), address: inner });
    else if (text !== '') rest.push(text);
  }
  return { found, rest: rest.join(', ') };
};

/** Nobody stands twice in one field; a name that came later is taken. */
export const withRecipients = (known: readonly Recipient[], more: readonly Recipient[]): readonly Recipient[] => {
  const byAddress = new Map<string, Recipient>();
  for (const each of [...known, ...more]) {
    const key = each.address.toLowerCase();
    const before = byAddress.get(key);
    byAddress.set(key, before?.name !== undefined && each.name === undefined ? before : each);
  }
  return [...byAddress.values()];
};
