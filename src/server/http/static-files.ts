import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** Files that were read when the service started, by their path inside the folder; no request ever names a path on disk. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

export interface StaticFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** The same body, compressed once. */
  readonly gzip?: Uint8Array<ArrayBuffer>;
}

/** What a build of ours consists of. Anything else in the folder is left alone. */
const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const compress = promisify(gzip);

/** Reads a folder whole. A folder that does not exist, because nothing was built, gives no files. */
export const loadStaticFiles = async (folder: string): Promise<StaticFiles> => {
  const files = new Map<string, StaticFile>();
  for (const path of await pathsBelow(folder)) {
    const contentType = contentTypes[extname(path)];
    if (contentType === undefined) continue;
    const body = new Uint8Array(await readFile(path));
    const name = relative(folder, path).split(sep).join('/');
    files.set(name, { body, contentType, gzip: new Uint8Array(await compress(body, { level: 9 })) });
  }
  return files;
};

const pathsBelow = async (folder: string): Promise<readonly string[]> => {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};
