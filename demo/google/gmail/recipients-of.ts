import { headEnd } from './mail-head.ts';

/** Whom a mail is for by its own headers, each once, as Gmail reads them; or the field that it cannot read. */
export type Recipients = { readonly recipients: readonly string[] } | { readonly unreadable: string };

export const recipientsOf = (raw: Uint8Array): Recipients => {
  const found = new Set<string>();
  for (const field of ['To', 'Cc', 'Bcc']) {
    for (const value of valuesOf(raw, field)) {
      const addresses = addressesOf(value);
      if (addresses === undefined) return { unreadable: field };
      for (const address of addresses) found.add(address);
    }
  }
  return { recipients: [...found] };
};

/** Undefined where there is none, or none that can be read. */
export const senderOf = (raw: Uint8Array): string | undefined => addressesOf(valuesOf(raw, 'From')[0] ?? '')?.[0];

/** As they stand, unfolded and not decoded: what an encoded word hides is a name and never an address. */
const valuesOf = (raw: Uint8Array, field: string): readonly string[] =>
  Buffer.from(raw.subarray(0, headEnd(raw).head))
    .toString('utf8')
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)
    .filter((line) => line.slice(0, field.length + 1).toLowerCase() === `${field.toLowerCase()}:`)
    .map((line) => line.slice(field.length + 1));

/** RFC 5322, 3.4, without groups and routes. */
const addressesOf = (value: string): readonly string[] | undefined => {
  const pieces = partsBetweenCommas(value);
  if (pieces === undefined) return undefined;
  const addresses = pieces.map((piece) => {
    const inBrackets = /^(?:"(?:[^"\\]|\\.)*"|[^"<>])*<([^<>]*)>$/.exec(piece);
    const address = (inBrackets?.[1] ?? piece).trim();
    return /^(?:"(?:[^"\\<>]|\\.)+"|[^\s"(),:;<>@[\]\\]+)@[^\s"(),:;<>@[\]\\]+\.[^\s"(),:;<>@[\]\\]+$/.test(address) ? address.toLowerCase() : undefined;
  });
  return addresses.every((address) => address !== undefined) ? addresses : undefined;
};

/** A comma in quotation marks or in brackets parts nothing. Undefined where one of them is never closed. */
const partsBetweenCommas = (value: string): readonly string[] | undefined => {
  const pieces: string[] = [''];
  let quoted = false;
  let bracketed = false;
  for (let at = 0; at < value.length; at += 1) {
    const sign = value[at] ?? '';
    if (sign === ',' && !quoted && !bracketed) {
      pieces.push('');
      continue;
    }
    if (sign === '"') quoted = !quoted;
    if (!quoted && (sign === '<' || sign === '>')) bracketed = sign === '<';
    const escaped = quoted && sign === '\\' ? (value[(at += 1)] ?? '') : '';
    pieces[pieces.length - 1] += sign + escaped;
  }
  return quoted || bracketed ? undefined : pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
};
