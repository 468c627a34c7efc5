/**
 * The HTML beside a mail that was written as text: the same lines and nothing more. Programs that show HTML would else set it
 * in a typewriter's letters.
 */
export const htmlOfText = (text: string): string => {
  const lines = text.split(/\r\n?|\n/).map((line) => escapedForHtml(line).replaceAll(/^ | (?= )/g, '&nbsp;'));
  return `<!DOCTYPE html><html><body><div dir="auto">${lines.join('<br>\r\n')}</div></body></html>`;
};

export const escapedForHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
