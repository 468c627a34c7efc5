import type { Generated, Kysely, Transaction } from 'kysely';
import type { AttachmentsTable, AttachmentUsesTable } from './attachments.ts';
import type { AuditTable } from './audit.ts';
import type { ConnectTables } from './connect-tables.ts';
import type { DraftsTable } from './drafts.ts';
import type { IgnoredFindingsTable } from './ignored-findings.ts';
import type { KeyChecksTable } from './key-checks.ts';
import type { OutgoingTables } from './outgoing-tables.ts';
import type { ProofsTable } from './proofs.ts';
import type { ReplyTables } from './reply-tables.ts';

import type { SuppressionsTable } from './suppressions.ts';

/**
 * Every table, as kysely sees it. Rules that hold on both databases:
 * instants are `timestamptz` and `Date`; structured values are text in columns of their own or JSON text; whatever
 * belongs to a host carries `tenant` and `org`, and every query names both.
 */
export interface Tables extends ConnectTables, ReplyTables, OutgoingTables {
  schema_migrations: SchemaMigrationsTable;
  audit: AuditTable;
  key_checks: KeyChecksTable;
  proofs: ProofsTable;
  ignored_findings: IgnoredFindingsTable;
  suppressions: SuppressionsTable;
  drafts: DraftsTable;
  attachments: AttachmentsTable;
  attachment_uses: AttachmentUsesTable;
}

/** Whatever asks the database: by itself, or inside a transaction. */
export type Queries = Kysely<Tables> | Transaction<Tables>;

export interface SchemaMigrationsTable {
  name: string;
  applied_at: Generated<Date>;
}
