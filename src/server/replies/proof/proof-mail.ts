import type { PageLanguage } from '../../pages/page-language.ts';

/** Carries the mark. A mail with a mark of ours is known again whatever became of the rest of it. */
export const markHeader = 'X-Gmail-Connect-Kit-Proof';

/** The mark that a mail's headers carry, whoever wrote it: only a stored one means anything. */
export const markIn = (headers: readonly { readonly name: string; readonly value: string }[]): string | undefined => {
  const value = headers.find(({ name }) => name.toLowerCase() === markHeader.toLowerCase())?.value.trim();
  return value !== undefined && /^[\w-]{16,64}$/.test(value) ? value : undefined;
};

export interface ProofMail {
  readonly mark: string;
  /** From and to it. */
  readonly email: string;
  readonly product: string;
  readonly language: PageLanguage;
  readonly at: number;
}

/** The mail to oneself, as it is handed to Gmail. */
export const writeProofMail = ({ mark, email, product, language, at }: ProofMail): Uint8Array => {
  const { subject, text } = words[language];
  const name = product.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  const lines = [
    `From: ${email}`,
    `To: ${email}`,
    `Subject: ${encodedWords(subject(name))}`,
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <proof.${mark}@${email.slice(email.lastIndexOf('@') + 1)}>`,
    // Nobody's program shall answer it.
    'Auto-Submitted: auto-generated',
    `${markHeader}: ${mark}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...inLines(Buffer.from(text(name)).toString('base64')),
  ];
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n`);
};

const words: Readonly<Record<PageLanguage, { readonly subject: (product: string) => string; readonly text: (product: string) => string }>> = {
  en: {
    subject: (product) => `Test of reply tracking by ${product}`,
    text: (product) => `${product} sent you this email from your own mailbox to see it arrive there. It can be deleted at any time.\n`,
  },
  fr: {
    subject: (product) => `Test du suivi des réponses par ${product}`,
    text: (product) => `${product} vous a envoyé cet e-mail depuis votre propre boîte, pour vérifier qu’il y arrive. Vous pouvez le supprimer à tout moment.\n`,
  },
};

/** RFC 2047: at most 75 characters a word, each of them whole characters, on lines of their own. */
const encodedWords = (text: string): string => {
  const encoded: string[] = [];
  let bytes = '';
  for (const character of text) {
    if (Buffer.byteLength(bytes + character) > 42) {
      encoded.push(bytes);
      bytes = '';
    }
    bytes += character;
  }
  return [...encoded, bytes].map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ');
};

const inLines = (base64: string): readonly string[] => base64.match(/.{1,76}/g) ?? [];
