/** What can wait for the first paint: schemas, HTTP and IndexedDB. Imported with `import()` only, so that it stays apart. */
export { createIdbCache } from './idb-cache.ts';
export { createHttpMailClient } from './http-mail-client.ts';
