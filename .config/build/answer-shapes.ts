import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import * as contract from '../../src/contract/index.ts';
import { root } from './run-tool.ts';

/**
 * The schemas of everything that a page reads, as calls of the small readers in `src/client/mail-client/read-value.ts`: a page would
 * load more of the schema library than of the wizard itself. Run this file after a change of the contract; a test says
 * when that was forgotten.
 */
interface ShapesOf {
  readonly file: string;
  /** Where the small readers are, from there. */
  readonly readers: string;
  /** What several answers share. */
  readonly parts: Readonly<Record<string, z.core.$ZodType>>;
  readonly answers: Readonly<Record<string, z.core.$ZodType>>;
}

/** Apart by element, so that a page loads the shapes of those it has. */
export const connectShapes: ShapesOf = {
  file: 'src/client/mail-client/answer-shapes.ts',
  readers: './read-value.ts',
  parts: {
    identifier: contract.identifier,
    instant: contract.instant,
    email: contract.emailAddress,
    capability: contract.capability,
    connection: contract.connectionSchema,
    withdrawal: contract.withdrawalSchema,
    failure: contract.failureWithoutSendingSchema,
  },
  answers: {
    connectionsView: contract.connectionsViewSchema,
    errorBody: z.extend(contract.errorBodySchema, { error: contract.failureWithoutSendingSchema }),
    preparedFlow: contract.preparedFlowSchema,
    flowStatus: contract.flowStatusSchema,
    claimed: contract.claimedSchema,
    checked: contract.checkedSchema,
    disconnected: contract.disconnectedSchema,
    intent: contract.intentSchema,
  },
};

export const replyShapes: ShapesOf = {
  file: 'src/client/replies/answer-shapes.ts',
  readers: '../mail-client/read-value.ts',
  parts: {
    identifier: contract.identifier,
    instant: contract.instant,
    email: contract.emailAddress,
    era: contract.feedEra,
    verdict: contract.verdictSchema,
  },
  answers: {
    reply: contract.replySchema,
    replyPage: contract.replyPageSchema,
    replyChanges: contract.replyChangesSchema,
    changedReply: contract.changedReplySchema,
    seenReplies: contract.seenRepliesSchema,
    replyText: contract.replyTextSchema,
    tracking: contract.trackingSchema,
    replyEvent: contract.replyEventSchema,
  },
};

export const trackingShapes: ShapesOf = {
  file: 'src/client/tracking/answer-shapes.ts',
  readers: '../mail-client/read-value.ts',
  parts: {
    identifier: contract.identifier,
    instant: contract.instant,
    email: contract.emailAddress,
  },
  answers: {
    tracking: contract.trackingSchema,
    checkUp: contract.checkUpSchema,
    proof: contract.proofSchema,
  },
};

export const outgoingShapes: ShapesOf = {
  file: 'src/client/outgoing/answer-shapes.ts',
  readers: '../mail-client/read-value.ts',
  parts: {
    identifier: contract.identifier,
    instant: contract.instant,
    email: contract.emailAddress,
    recipient: contract.recipientSchema,
    waitReason: contract.waitReasonSchema,
    content: contract.mailContentSchema,
    day: contract.daySchema,
    when: contract.whenSchema,
    attachment: contract.attachmentSchema,
  },
  answers: {
    outgoingMail: contract.outgoingMailSchema,
    outgoingPage: contract.outgoingPageSchema,
    outgoingChanges: contract.outgoingChangesSchema,
    changedOutgoing: contract.changedOutgoingSchema,
    outgoingContent: contract.outgoingContentSchema,
    batch: contract.batchSchema,
    forecast: contract.forecastSchema,
    savedDraft: contract.savedDraftSchema,
    draftList: contract.draftsSchema,
    readDraft: contract.readDraftSchema,
    senders: contract.sendersSchema,
    uploadedAttachment: contract.uploadedAttachmentSchema,
    attachmentList: contract.attachmentsSchema,
    refusal: z.object({ error: contract.sendingFailureSchema }),
  },
};

export const limitsShapes: ShapesOf = {
  file: 'src/client/sending-limits/answer-shapes.ts',
  readers: '../mail-client/read-value.ts',
  parts: {
    identifier: contract.identifier,
    instant: contract.instant,
    email: contract.emailAddress,
    limitName: contract.limitName,
  },
  answers: {
    sendingLimits: contract.sendingLimitsSchema,
  },
};

/** The part of JSON Schema that the contract uses. */
interface Shape {
  readonly $ref?: string;
  readonly oneOf?: readonly Shape[];
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly type?: string;
  readonly pattern?: string;
  readonly format?: string;
  readonly items?: Shape;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly prefixItems?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
}

const wordsOf = (shape: Shape): readonly string[] => shape.enum ?? (shape.const === undefined ? [] : [shape.const]);

const readerOf = (shape: Shape): string => {
  const words = wordsOf(shape);
  if (shape.$ref) return shape.$ref;
  if (shape.oneOf) return either(merged(shape.oneOf));
  if (words.length > 0) return `word('${words.join(' ')}')`;
  if (shape.pattern) return `matching(/${shape.pattern}/)`;
  if (shape.format === 'uri') return 'address';
  if (shape.prefixItems?.length === 2) return `pair(${shape.prefixItems.map(readerOf).join(', ')})`;
  if (shape.items && shape.minItems === 2 && shape.maxItems === 2) return `pair(${readerOf(shape.items)}, ${readerOf(shape.items)})`;
  if (shape.items) return `list(${readerOf(shape.items)})`;
  if (shape.properties) return `object({ ${fieldsOf(shape)} })`;
  const simple = { string: 'text', integer: 'integer', number: 'number', boolean: 'truth' }[shape.type ?? ''];
  if (simple === undefined) throw new Error(`There is no reader for ${JSON.stringify(shape)}.`);
  return simple;
};

const manyCodes = 20;

const either = (options: readonly Shape[]): string => {
  const [alone = [], ...others] = options.map((each) => wordsOf(each.properties?.['code'] ?? {}));
  const readers = options.map(readerOf);
  if (alone.length > manyCodes) readers[0] = codeOf(alone, others.flat());
  return readers.length === 1 ? readers.join() : `either(${readers.join(', ')})`;
};

const fieldsOf = ({ properties = {}, required = [] }: Shape): string =>
  Object.entries(properties)
    .map(([key, each]) => {
      const reader = readerOf(each);
      if (!required.includes(key)) return `'${key}?': ${reader}`;
      return key === reader ? key : `${key}: ${reader}`;
    })
    .join(', ');

/** The codes of failures that come alone are many, and what matters of them is that they are none of those with more. */
const codeOf = (plain: readonly string[], others: readonly string[]): string =>
  `object({ code: code('${others.join(' ')}', '${plain.filter((each) => !each.includes('-')).join(' ')}') })`;

/** Options that differ in nothing but the word that tells them apart become one. */
const merged = (options: readonly Shape[]): readonly Shape[] => {
  const found = new Map<string, Shape>();
  for (const option of options) {
    const [[key, tag] = ['', {}], ...rest] = Object.entries(option.properties ?? {});
    const alike = JSON.stringify([key, rest, option.required]);
    const words = [...wordsOf(found.get(alike)?.properties?.[key] ?? {}), ...wordsOf(tag)];
    found.set(alike, words.length > 0 ? { ...option, properties: { ...option.properties, [key]: { enum: words } } } : option);
  }
  return [...found.values()];
};

export const answerShapesSource = ({ readers, parts, answers }: ShapesOf): string => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries({ ...parts, ...answers })) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => id });
  const reader = (id: string): string => readerOf(schemas[id] as Shape);
  // An answer that is part of another one is said once.
  const shared = [...Object.keys(parts), ...Object.keys(answers).filter((id) => Object.keys(answers).some((other) => other !== id && mentions(reader(other), id)))];
  const lines = [
    ...shared.map((id) => `const ${id} = ${reader(id)};`),
    '',
    'export const answerShapes = {',
    ...Object.keys(answers).map((id) => (shared.includes(id) ? `  ${id},` : `  ${id}: ${reader(id)},`)),
    '} as const;',
    '',
  ];
  // The words of an answer are none of ours.
  const calls = lines.join('\n').replaceAll(/(word|code)\([^)]*\)/g, '$1()');
  const used = ['address', 'code', 'either', 'integer', 'list', 'matching', 'number', 'object', 'pair', 'text', 'truth', 'word'].filter((name) => mentions(calls, name));
  return [
    '// Made from src/contract by .config/build/answer-shapes.ts. Do not edit.',
    `import { ${used.join(', ')} } from '${readers}';`,
    '',
    ...lines,
  ].join('\n');
};

const mentions = (source: string, name: string): boolean => new RegExp(`\\b${name}\\b(?!['?:])`).test(source);

export const shapesPath = ({ file }: ShapesOf): string => join(root, file);

if (import.meta.main) {
  for (const shapes of [connectShapes, replyShapes, trackingShapes, outgoingShapes, limitsShapes]) await writeFile(shapesPath(shapes), answerShapesSource(shapes));
}
