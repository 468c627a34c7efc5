import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** One step of the schema. It runs once, in a transaction of its own, and is never edited after a release. */
export interface Migration {
  /** Sorts by its number, for example `0001-audit`. */
  readonly name: string;
  up(database: Kysely<Tables>): Promise<void>;
}
