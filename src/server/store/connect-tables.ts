/** The tables of the connect flow: flows, connections, revocations. */
export interface ConnectTables {}
