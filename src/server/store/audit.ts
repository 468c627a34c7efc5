import type { Generated } from 'kysely';
import type { Migration } from './migration.ts';
import type { Queries } from './tables.ts';

/** Who did what, when, by which token, and how it ended. Rows are added, never changed. */
export interface AuditTable {
  id: Generated<number>;
  at: Date;
  tenant: string;
  org: string | null;
  /** The CRM user, absent for what the service did by itself. */
  crm_user: string | null;
  action: string;
  /** `done`, or the code of the failure. */
  result: string;
  /** The id of the token that asked. */
  jti: string | null;
  flow_id: string | null;
  connection_id: string | null;
}

export type AuditAction =
  | 'flow-prepared'
  | 'flow-started'
  | 'flow-called-back'
  | 'flow-claimed'
  | 'flow-cancelled'
  | 'flow-expired'
  | 'connection-stored'
  | 'connection-checked'
  | 'connection-lost'
  | 'disconnected'
  | 'proof-sent'
  | 'mail-queued'
  | 'mail-decided'
  | 'grant-lost'
  | 'grant-withdrawn'
  | 'withdrawal-given-up';

export interface AuditEntry {
  readonly at: number;
  readonly tenant: string;
  readonly org?: string | undefined;
  readonly user?: string | undefined;
  readonly action: AuditAction;
  readonly result: string;
  readonly jti?: string | undefined;
  readonly flowId?: string | undefined;
  readonly connectionId?: string | undefined;
}

export const auditMigration: Migration = {
  name: '0001-audit',
  async up(database) {
    await database.schema
      .createTable('audit')
      .addColumn('id', 'bigint', (column) => column.generatedAlwaysAsIdentity().primaryKey())
      .addColumn('at', 'timestamptz', (column) => column.notNull())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('org', 'text')
      .addColumn('crm_user', 'text')
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('result', 'text', (column) => column.notNull())
      .addColumn('jti', 'text')
      .addColumn('flow_id', 'text')
      .addColumn('connection_id', 'text')
      .execute();
    await database.schema.createIndex('audit_by_org').on('audit').columns(['tenant', 'org', 'at']).execute();
  },
};

/** Writes one line of the audit, inside the transaction of what it tells of where there is one. */
export const writeAudit = async (database: Queries, entry: AuditEntry): Promise<void> => {
  await database
    .insertInto('audit')
    .values({
      at: new Date(entry.at),
      tenant: entry.tenant,
      org: entry.org ?? null,
      crm_user: entry.user ?? null,
      action: entry.action,
      result: entry.result,
      jti: entry.jti ?? null,
      flow_id: entry.flowId ?? null,
      connection_id: entry.connectionId ?? null,
    })
    .execute();
};
