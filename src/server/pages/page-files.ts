import { pageRoute, type PageRoute } from '../http/route.ts';
import type { Ports } from '../ports.ts';

/** The script and the style of the service's own pages, as they were built. */
export const pageFiles = (ports: Ports): readonly PageRoute[] =>
  ['finish.js', 'finish.css'].map((name) =>
    pageRoute(`/connect/${name}`, async () => {
      const file = ports.pages.get(name);
      if (file === undefined) return new Response(null, { status: 404, headers: { 'Cache-Control': 'no-store' } });
      return new Response(file.body, {
        headers: {
          'Content-Type': file.contentType,
          'Cache-Control': 'no-cache',
          'X-Content-Type-Options': 'nosniff',
          'Cross-Origin-Resource-Policy': 'same-origin',
        },
      });
    }),
  );
