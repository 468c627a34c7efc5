import { createHash } from 'node:crypto';
import { Markup, markup } from '../../markup.ts';
import type { Language } from '../language.ts';
import type { Switches } from '../switches.ts';
import { style } from './style.ts';
import { wordsIn } from './words.ts';

export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly body: Markup;
  readonly status?: number;
}

/** Where a page stands: its host is printed on it, its windows' policy goes with it. */
export interface PageSetting {
  readonly origin: string;
  readonly openerPolicy: Switches['openerPolicy'];
}

const styleHash = createHash('sha256').update(style).digest('base64');

/** Pages need no script at all: they are forms. */
export const showPage = ({ language, title, body, status = 200 }: Page, { origin, openerPolicy }: PageSetting): Response => {
  const words = wordsIn[language];
  const page = markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – ${words.mark}</title>
<link rel="icon" href="data:,">
<style>${new Markup(style)}</style>
</head>
<body>
<header><p class="mark">${words.mark}</p><p class="place">${lock}${new URL(origin).host} · ${words.warning}</p></header>
<main>${body}</main>
</body>
</html>
`;
  return new Response(page.text, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      // No form-action: browsers apply it to the redirect that follows a form as well, and that one leaves for the client.
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; frame-ancestors 'none'`,
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      ...(openerPolicy === 'unsafe-none' ? {} : { 'cross-origin-opener-policy': openerPolicy }),
    },
  });
};

const lock = markup`<svg width="13" height="13" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" aria-hidden="true"><rect x="4.5" y="9" width="11" height="8" rx="2"/><path d="M7 9V6.5a3 3 0 0 1 6 0V9"/></svg>`;

export const whoIs = (email: string): Markup =>
  markup`<p class="who"><svg width="18" height="18" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" aria-hidden="true"><circle cx="10" cy="7" r="3.2"/><path d="M4 16.6c.8-2.9 3.1-4.3 6-4.3s5.2 1.4 6 4.3"/></svg><bdi>${email}</bdi></p>`;
