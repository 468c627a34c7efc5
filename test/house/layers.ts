import { posix } from 'node:path';
import type { Source } from './sources.ts';

/**
 * The plan of the house: what each layer may know of. A layer is the longest folder of this table that a file stands in.
 * Arrows point to layers, packages are named as they are imported; `node:` stands for every module of Node's own.
 */
interface Layer {
  readonly arrows: readonly string[];
  readonly packages: readonly string[];
}

export const layers: Readonly<Record<string, Layer>> = {
  'src/contract': { arrows: [], packages: ['zod/mini'] },
  // The catalogue of messages is the client's; what it says stands in the elements.
  'src/client': { arrows: ['src/contract'], packages: ['@lit/localize', '@lit/localize/init/runtime.js'] },
  'src/components': {
    arrows: ['src/contract', 'src/client'],
    // Of the directives those that a long list and a field that is typed in cannot do without.
    packages: ['lit', 'lit/directives/live.js', 'lit/directives/repeat.js', '@lit/task', '@lit/localize'],
  },
  // index.ts defines the elements, elements.ts has the classes alone, define.ts names them.
  src: { arrows: ['src/components', 'src/client', 'src/contract'], packages: [] },
  'src/server': {
    arrows: ['src/contract', 'src/server/connect', 'src/server/connections', 'src/server/http', 'src/server/pages', 'src/server/replies', 'src/server/replies/mail', 'src/server/replies/verdict', 'src/server/sending/channel'],
    packages: ['node:', 'zod', 'zod/mini', 'kysely'],
  },
  // Pages are served by http, which is handed the one page it shows by itself.
  'src/server/http': { arrows: ['src/contract', 'src/server'], packages: ['node:', 'zod', 'zod/mini'] },
  'src/server/pages': { arrows: ['src/contract', 'src/server', 'src/server/http'], packages: [] },
  // An attempt ends in a connection, which knows nothing of attempts.
  'src/server/connect': {
    arrows: ['src/contract', 'src/server', 'src/server/connections', 'src/server/http', 'src/server/pages'],
    packages: ['node:', 'zod/mini', 'kysely'],
  },
  'src/server/connections': { arrows: ['src/contract', 'src/server', 'src/server/http'], packages: ['kysely'] },
  // How replies are found, kept and told; the rules know nothing of it.
  'src/server/replies': {
    // The mail that proves tracking speaks the languages of the service's own pages.
    arrows: ['src/contract', 'src/server', 'src/server/connections', 'src/server/http', 'src/server/pages', 'src/server/replies/mail', 'src/server/replies/text', 'src/server/replies/verdict'],
    packages: ['node:', 'zod/mini', 'kysely'],
  },
  // What a mail says, what its writer wrote, and what kind it is: pure, and foreign to everything else of the service.
  'src/server/replies/mail': { arrows: ['src/contract'], packages: [] },
  'src/server/replies/text': { arrows: ['src/server/replies/mail'], packages: [] },
  'src/server/replies/verdict': { arrows: ['src/contract', 'src/server/replies/mail', 'src/server/replies/text'], packages: [] },
  // How a mail is written and what goes with it; when it leaves is decided elsewhere.
  'src/server/sending/channel': {
    // HTML becomes text here as it does in an answer, and a subject that answers is known as there.
    arrows: ['src/contract', 'src/server', 'src/server/connections', 'src/server/http', 'src/server/replies/mail', 'src/server/replies/text', 'src/server/replies/verdict'],
    packages: ['node:', 'zod/mini', 'kysely'],
  },
  demo: {
    arrows: ['src/contract', 'src/server', 'src/server/http', 'src/server/pages', 'src/client'],
    packages: ['node:', 'lit', 'zod', 'zod/mini', 'hono', 'hono/', '@hono/node-server', '@hono/node-server/', 'jose', 'pino', 'esbuild'],
  },
};

/** What one place alone touches, whatever its layer. */
interface OnlyHere {
  readonly what: string;
  readonly places: readonly string[];
  readonly packages?: readonly string[];
  readonly name?: string;
  readonly field?: RegExp;
  readonly text?: RegExp;
}

const onlyHere: readonly OnlyHere[] = [
  { what: 'google-auth-library', packages: ['google-auth-library'], places: ['src/server/google/'] },
  { what: "an address of Google's interfaces", text: /\bgoogleapis\.com\b|\/o\/oauth2\//, places: ['src/server/google/'] },
  {
    what: "Google's spelling of its fields",
    // The tables spell their columns this way too, as SQL does.
    field: /^(access_token|refresh_token|id_token|expires_in|expiry_date|token_type|email_verified|error_description|access_type|login_hint|redirect_uri|client_secret|grant_type)$/,
    text: /^(id_token|expires_in|expiry_date|token_type|email_verified|error_description|grant_type|client_secret)$/,
    places: ['src/server/google/', 'src/server/store/'],
  },
  { what: 'process', name: 'process', places: ['src/server/main.ts'] },
  { what: 'customElements', name: 'customElements', places: ['src/define.ts'] },
  { what: 'the decorator that defines an element', name: 'customElement', places: ['src/define.ts'] },
  { what: 'idb', packages: ['idb'], name: 'indexedDB', places: ['src/client/cache/'] },
  { what: 'hono', packages: ['hono', 'hono/'], places: ['src/server/app.ts', 'src/server/http/'] },
  { what: 'the socket', packages: ['@hono/node-server', '@hono/node-server/'], places: ['src/server/main.ts', 'src/server/http/listen.ts'] },
  { what: 'jose', packages: ['jose'], places: ['src/server/auth/'] },
  { what: 'the databases', packages: ['pg', '@electric-sql/pglite', '@electric-sql/pglite/'], places: ['src/server/store/'] },
  { what: 'postal-mime', packages: ['postal-mime'], places: ['src/server/replies/mail/'] },
  { what: 'htmlparser2', packages: ['htmlparser2'], places: ['src/server/replies/text/'] },
  // Of the library only what writes mail: nothing here opens a connection to a mail server.
  { what: 'nodemailer', packages: ['nodemailer', 'nodemailer/lib/mail-composer', 'nodemailer/lib/mime-funcs'], places: ['src/server/sending/channel/'] },
  { what: 'pino', packages: ['pino'], places: ['src/server/operations/log.ts'] },
  { what: 'prom-client', packages: ['prom-client'], places: ['src/server/operations/metrics.ts'] },
];

const layerOf = (path: string): string | undefined =>
  Object.keys(layers)
    .filter((folder) => path.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];

const covers = (allowed: readonly string[], name: string): boolean =>
  allowed.some((entry) => (entry.endsWith('/') || entry.endsWith(':') ? name.startsWith(entry) : name === entry));

/** Every arrow and package of a file that the plan does not have, as sentences. */
export const strayImports = (source: Source): string[] => {
  const from = layerOf(source.path);
  const layer = from === undefined ? undefined : layers[from];
  if (from === undefined || layer === undefined) return [`${source.path} stands in no layer`];
  return source.imports.flatMap((name) => {
    if (name.startsWith('.')) {
      const to = layerOf(posix.join(posix.dirname(source.path), name));
      return to !== undefined && (to === from || layer.arrows.includes(to)) ? [] : [`${source.path} imports ${name}, from ${to ?? 'outside'}`];
    }
    const special = onlyHere.find((rule) => covers(rule.packages ?? [], name));
    if (special !== undefined && covers(special.places, source.path)) return [];
    return covers(layer.packages, name) ? [] : [`${source.path} imports ${name}`];
  });
};

/** Everything in a file that belongs to one other place alone, as sentences. */
export const strayNames = (source: Source): string[] =>
  onlyHere.flatMap(({ what, name, field, text, places }) => {
    if (covers(places, source.path)) return [];
    const touches =
      (name !== undefined && source.names.has(name)) ||
      (field !== undefined && [...source.fields].some((found) => field.test(found))) ||
      (text !== undefined && source.texts.some((found) => text.test(found)));
    return touches ? [`${source.path} touches ${what}`] : [];
  });
