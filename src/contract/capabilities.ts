import * as z from 'zod/mini';

/**
 * What a connection can be asked to do. `send` needs Google's `gmail.send`; `read` needs `gmail.readonly` and carries
 * reply tracking, the filter check-up, aliases and read-back.
 */
export const capability = z.enum(['send', 'read']);
export type Capability = z.infer<typeof capability>;

export const allCapabilities: readonly Capability[] = ['send', 'read'];
