/** All that can wait for the first paint. Imported with `import()` only, so that a page with other elements never loads it. */
export { createReplyDeps } from '../../client/replies/reply-deps.ts';
export { ListController } from './list-controller.ts';
export { listView } from './views/list-view.ts';
export { lateStyles } from './late-styles.ts';
export { eventOf } from './event-of.ts';
export { RowKeys } from './row-keys.ts';
