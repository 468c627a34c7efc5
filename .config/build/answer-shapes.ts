import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import * as contract from '../../src/contract/index.ts';
import { root } from './run-tool.ts';

/**
 * The schemas of everything that a page reads, as JSON Schema for the small reader in `src/client/decode-answer.ts`: a
 * page would load more of the schema library than of the wizard itself. Run this file after a change of the contract;
 * a test says when that was forgotten.
 */
const named = {
  connection: contract.connectionSchema,
  withdrawal: contract.withdrawalSchema,
  connectionsView: contract.connectionsViewSchema,
  failure: contract.failureSchema,
  errorBody: contract.errorBodySchema,
  preparedFlow: contract.preparedFlowSchema,
  flowStatus: contract.flowStatusSchema,
  claimed: contract.claimedSchema,
  checked: contract.checkedSchema,
  disconnected: contract.disconnectedSchema,
  intent: contract.intentSchema,
};

/** What the reader has no use for: it strips unknown fields itself, and knows the rest by the fields beside. */
const lean = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(lean);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const tellsItsType = entries.some(([key]) => /^(const|enum|pattern|properties|items)$/.test(key));
  const isNeeded = ([key, each]: [string, unknown]): boolean => {
    if (key === 'type') return !tellsItsType;
    if (key === 'minItems' || key === 'maxItems') return !('prefixItems' in value);
    const isSafeInteger = (key === 'minimum' || key === 'maximum') && Math.abs(Number(each)) === Number.MAX_SAFE_INTEGER;
    return !isSafeInteger && each !== false && !['$schema', '$id', 'additionalProperties'].includes(key);
  };
  return Object.fromEntries(entries.filter(isNeeded).map(([key, each]) => [key, lean(each)]));
};

export const answerShapesSource = (): string => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => id });
  const lines = Object.keys(named).map((id) => `  ${id}: ${JSON.stringify(lean(schemas[id]))},`);
  return `// Made from src/contract by .config/build/answer-shapes.ts. Do not edit.\nexport const answerShapes = {\n${lines.join('\n')}\n} as const;\n`;
};

export const answerShapesFile = join(root, 'src/client/answer-shapes.ts');

if (import.meta.main) await writeFile(answerShapesFile, answerShapesSource());
