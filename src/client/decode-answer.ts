import type {
  Checked,
  Claimed,
  ConnectionsView,
  Disconnected,
  ErrorBody,
  FlowStatus,
  Intent,
  Outcome,
  PreparedFlow,
} from '../contract/index.ts';
import { fail, succeed } from '../contract/outcome.ts';
import { answerShapes } from './answer-shapes.ts';

/** What a page reads from the wire or from storage, by the name of its schema in the contract. */
export interface Answers {
  readonly connectionsView: ConnectionsView;
  readonly errorBody: ErrorBody;
  readonly preparedFlow: PreparedFlow;
  readonly flowStatus: FlowStatus;
  readonly claimed: Claimed;
  readonly checked: Checked;
  readonly disconnected: Disconnected;
  readonly intent: Intent;
}

/**
 * Decodes by the contract's own schemas, in the form that `answer-shapes.ts` keeps them in. A property test holds this
 * reader to the schema library: whatever they are given, both read the same value out of it or both refuse it.
 */
export const decodeAnswer = <K extends keyof Answers>(
  name: K,
  input: unknown,
): Outcome<Answers[K], { readonly code: 'undecodable' }> => {
  const read = fit(answerShapes[name], input);
  return read === undefined ? fail({ code: 'undecodable' }) : succeed(read as Answers[K]);
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
  readonly prefixItems?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
}

const shapes: Readonly<Record<string, Shape | undefined>> = answerShapes;

/** Narrows an unknown to something whose fields can be looked at. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

/** The value without fields that the shape does not know, or undefined where it does not fit. */
const fit = (shape: Shape | undefined, value: unknown): unknown => {
  if (!shape) return undefined;
  if (shape.$ref) return fit(shapes[shape.$ref], value);
  if (shape.oneOf) return first(shape.oneOf, value);
  if (shape.properties) return object(shape.properties, shape.required ?? [], value);
  if (shape.items || shape.prefixItems) return list(shape, value);
  if (shape.format) return typeof value === 'string' && URL.canParse(value) ? value.trim() : undefined;
  return isOne(shape, value) ? value : undefined;
};

const isOne = ({ const: literal, enum: literals, pattern, type }: Shape, value: unknown): boolean => {
  if (literal !== undefined) return value === literal;
  if (literals) return literals.includes(value as string);
  if (type === 'integer') return Number.isSafeInteger(value);
  if (type === 'boolean') return typeof value === type;
  return typeof value === 'string' && (pattern === undefined || new RegExp(pattern).test(value));
};

const first = (options: readonly Shape[], value: unknown): unknown => {
  for (const option of options) {
    const read = fit(option, value);
    if (read !== undefined) return read;
  }
  return undefined;
};

const list = ({ items, prefixItems }: Shape, value: unknown): unknown => {
  if (!Array.isArray(value) || (prefixItems && value.length !== prefixItems.length)) return undefined;
  const read = value.map((each, index) => fit(prefixItems ? prefixItems[index] : items, each));
  return read.includes(undefined) ? undefined : read;
};

const object = (properties: NonNullable<Shape['properties']>, required: readonly string[], value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const read: Record<string, unknown> = {};
  for (const [key, shape] of Object.entries(properties)) {
    const field: unknown = (value as Readonly<Record<string, unknown>>)[key];
    const fitting = fit(shape, field);
    if (fitting !== undefined) read[key] = fitting;
    else if (field !== undefined || required.includes(key)) return undefined;
  }
  return read;
};
