/** What can wait for the first paint: schemas, HTTP, IndexedDB and windows. Imported with `import()` only, so that it stays apart. */
export { createAttemptWork } from './attempt-work.ts';
export { createHttpMailClient } from './http-mail-client.ts';
export { createIdbCache } from './idb-cache.ts';
