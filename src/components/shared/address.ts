import { html, type TemplateResult } from 'lit';

/** An address on its own: isolated from the direction of the words around it, and broken after the @ first. */
export const address = (email: string): TemplateResult => {
  const at = email.lastIndexOf('@') + 1;
  return html`<bdi>${email.slice(0, at)}<wbr />${email.slice(at)}</bdi>`;
};

/**
 * The same isolation inside a sentence, by U+2068 and U+2069: a message stays one text that can be translated. Signs that
 * would end the isolation, or turn the sentence round, are somebody else's and are left out.
 */
export const isolated = (text: string): string => `\u2068${text.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069`;
