import type * as z from 'zod/mini';
import { fail, succeed, type Outcome } from './outcome.ts';

/** Where the first thing that did not fit stood, as a path such as `connections.0.email`; never its value. */
export type DecodeFailure = { readonly code: 'undecodable'; readonly at: string };

/** Turns something from the wire or from storage into a value of the schema's type, or says where it did not fit. */
export const decode = <S extends z.core.$ZodType>(schema: S, input: unknown): Outcome<z.core.output<S>, DecodeFailure> => {
  // The type that zod and zod/mini share has no methods; every schema of either has this one.
  const result = (schema as unknown as z.ZodMiniType<z.core.output<S>>).safeParse(input);
  if (result.success) return succeed(result.data);
  return fail({ code: 'undecodable', at: result.error.issues[0]?.path.join('.') ?? '' });
};
