/** The result of something that may fail in a way somebody must show or handle. */
export type Outcome<T, F> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: F };

export const succeed = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const fail = <F>(failure: F): { readonly ok: false; readonly failure: F } => ({ ok: false, failure });

/** Ends a `switch` over a union: a member that was forgotten becomes a compile error here. */
export const assertNever = (value: never): never => {
  throw new TypeError(`Failed to handle ${JSON.stringify(value)}: no case for it`);
};
