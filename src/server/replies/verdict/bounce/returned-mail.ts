import type { Mail } from '../../mail/mail.ts';
import { messageIdsIn } from '../../mail/message-ids.ts';

/** What a bounce gives back of the mail that failed: as a part of its own, or copied into its text. */
export interface ReturnedMail {
  readonly messageIds: readonly string[];
  /** Where that mail was going. */
  readonly recipients: readonly string[];
}

export const returnedMailOf = (mail: Mail, whole: string): ReturnedMail | undefined => {
  const parts = mail.parts.filter(
    ({ type, text }) =>
      /^(?:message\/(?:rfc822|global|rfc822-headers|global-headers|partial)|text\/(?:x-)?rfc-?822(?:-headers)?)$/.test(type) ||
      (type === 'text/plain' && headerLine.test(text)),
  );
  const texts = parts.map(({ text }) => headOf(text));
  // Without a part, the headers of the failed mail stand in the text, indented or quoted by some systems.
  if (texts.length === 0 && headerLine.test(whole)) texts.push(whole);
  if (texts.length === 0) return undefined;
  return {
    messageIds: [...new Set(texts.flatMap((text) => valuesOf(text, 'message-id')).flatMap(messageIdsIn))].slice(0, 20),
    recipients: [
      ...new Set(texts.flatMap((text) => [...valuesOf(text, 'to'), ...valuesOf(text, 'cc')]).flatMap(addressesInText)),
    ].slice(0, 50),
  };
};

const headerLine = /^[ \t>|]*(?:message-id|received|x-original-message-id)[ \t]*:/im;

/** Some systems write the id of the mail that failed into a header of the report, or into its fields. */
export const originalIdsOf = ({ headers, parts }: Pick<Mail, 'headers' | 'parts'>): readonly string[] => [
  ...headers.filter(({ name }) => /^(?:x-)?(?:\w{2,10}-)?original-message-id$/.test(name)).flatMap(({ value }) => messageIdsIn(value)),
  ...parts
    .filter(({ type }) => /^message\/(?:global-)?(?:delivery-status|disposition-notification)$/.test(type))
    .flatMap(({ text }) => [...text.matchAll(/^(?:x-)?original-message-id[ \t]*:(.{0,1000})/gim)].flatMap((match) => messageIdsIn(match[1] ?? ''))),
];

/** A report's own words: what stands before the copy of the failed mail. */
export const beforeCopy = (text: string): string => {
  const copy = text.search(
    /^[ \t>|]*(?:(?:received|return-path|message-id|dkim-signature|mime-version|content-type|x-[\w-]+)[ \t]*:|-{3,}.{0,60}(?:copy|original|returned message|message (?:text|follows|header)))/im,
  );
  return (copy < 40 ? text : text.slice(0, copy)).slice(0, 16_000);
};

const headOf = (text: string): string => {
  const start = text.replace(/^\s+/, '');
  const end = start.search(/\n[ \t]*\n/);
  return end < 0 ? start : start.slice(0, end);
};

/** The values of a header wherever it begins a line, the rest of folded ones included. */
const valuesOf = (text: string, name: 'message-id' | 'to' | 'cc'): readonly string[] => {
  const values: string[] = [];
  const lines = text.split('\n', 3_000);
  lines.forEach((line, at) => {
    const match = new RegExp(`^[ \\t>|]*(?:(?:x-)?(?:\\w{2,10}-)?original-)?${name}[ \\t]*:(.{0,2000})`, 'i').exec(line);
    if (match === null) return;
    const next = lines[at + 1] ?? '';
    values.push(`${match[1] ?? ''}${/^[ \t>|]+\S/.test(next) && !/^[ \t>|]*[\w-]+:/.test(next) ? ` ${next}` : ''}`);
  });
  return values.slice(0, 20);
};

export const addressesInText = (text: string): readonly string[] =>
  [
    ...text.matchAll(
      /[^\s<>()[\]:;,"'`|*=@：；，、。（）《》「」]{1,100}@[^\s<>()[\]:;,"'`|*=?@：；，、。（）《》「」]{1,200}\.[\p{L}\d-]{2,60}/gu,
    ),
  ].map((match) => match[0].replace(/^[.\-/]+|[.]+$/g, ''));
