import { createHash } from 'node:crypto';
import { openRoute, type OpenRoute } from './route.ts';
import type { StaticFile, StaticFiles } from './static-files.ts';

/** Vite writes a hash of the content into the names of chunks: `chunk-late-BzQ3f0aK.js`. */
const hashedName = /-[\w-]{8}\.\w+$/;

const yearInSeconds = 365 * 24 * 60 * 60;

/**
 * The script-tag bundle. Any page may load it, a cross-origin isolated one too, and with `integrity`, which covers the entry
 * and none of its chunks. The entry keeps its name between versions, so it is asked for again; a chunk's name changes with
 * its content.
 */
export const kitRoute = (kit: StaticFiles): OpenRoute => {
  const tags = new Map([...kit].map(([name, file]) => [name, `"${createHash('sha256').update(file.body).digest('base64url')}"`]));
  return openRoute('/kit/:name{.+}', async (request, params) => {
    const name = params['name'] ?? '';
    const file = kit.get(name);
    if (file === undefined) return undefined;
    const tag = tags.get(name) ?? '';
    const headers = {
      'Content-Type': file.contentType,
      'Cache-Control': hashedName.test(name) ? `public, max-age=${yearInSeconds}, immutable` : 'public, max-age=300',
      ETag: tag,
      Vary: 'Accept-Encoding',
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'X-Content-Type-Options': 'nosniff',
    };
    if (request.headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers });
    return bodyFor(request, file, headers);
  });
};

const bodyFor = (request: Request, file: StaticFile, headers: Readonly<Record<string, string>>): Response =>
  file.gzip !== undefined && /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')
    ? new Response(file.gzip, { headers: { ...headers, 'Content-Encoding': 'gzip' } })
    : new Response(file.body, { headers });
