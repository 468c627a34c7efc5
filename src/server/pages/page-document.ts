import type { PageLanguage } from './page-language.ts';

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (each) => entities[each] ?? '');

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Inside a script element only `<` could end it or open a comment. */
export const escapeJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** The one style sheet of these pages; their policy has to let it in. */
export const pageStyle = '/connect/finish.css';

export interface DocumentParts {
  readonly language: PageLanguage;
  readonly title: string;
  readonly head: string;
  readonly body: string;
}

/** The frame of every page of the service. It carries no inline script or style. */
export const documentOf = ({ language, title, head, body }: DocumentParts): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${pageStyle}">
${head}</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
