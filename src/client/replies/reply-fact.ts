import type { Reply } from '../../contract/index.ts';

/** What happened in the list that a host may want to know. */
export type ReplyFact =
  /** Came while the page was open; what was there before is no news. */
  | { readonly fact: 'received'; readonly reply: Reply }
  | { readonly fact: 'corrected'; readonly reply: Reply }
  | { readonly fact: 'handled'; readonly reply: Reply }
  | { readonly fact: 'counted'; readonly unread: number; readonly all: number };
