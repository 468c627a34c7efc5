import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fail, succeed, type Outcome } from '../../contract/index.ts';

export interface DirectoryLock {
  release(): void;
}

export interface DirectoryInUse {
  readonly code: 'directory-in-use';
  readonly directory: string;
}

/**
 * Makes sure that one process at a time has an embedded database's directory: two on one PGlite directory silently lose
 * commits. Node has no file locks of its own, SQLite does: an exclusive transaction on an empty file is a lock of the
 * operating system, taken atomically and gone with its process however that ended, so that no stale lock can stay.
 * It may go once PGlite locks its directory itself.
 */
export const lockDirectory = (directory: string): Outcome<DirectoryLock, DirectoryInUse> => {
  const file = new DatabaseSync(join(directory, 'service.lock'), { timeout: 0 });
  try {
    file.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if (isBusy(error)) return fail({ code: 'directory-in-use', directory });
    throw error;
  }
  return succeed({ release: () => file.close() });
};

/** SQLITE_BUSY, https://sqlite.org/rescode.html#busy */
const isBusy = (error: unknown): boolean => error instanceof Error && 'errcode' in error && error.errcode === 5;
