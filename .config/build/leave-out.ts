import type { Plugin } from 'vite';
import { cuts } from './lean-libraries.ts';

/** A module without what our elements have no use for; undefined for modules that stay as they are. */
export const lean = (path: string, code: string): string | undefined => {
  const file = Object.keys(cuts).find((each) => path.endsWith(`/${each}`));
  if (file === undefined) return undefined;
  let left = code;
  for (const [old, now] of cuts[file] ?? []) {
    const before = left;
    left = before.replace(old, () => now);
    if (left === before) throw new Error(`${file} does not read as expected any more: ${String(old)}`);
  }
  return left;
};

/** Makes the libraries in the bundle lean. The browser tests run with them in the same state, which proves that nothing is missed. */
export const leaveOut = (): Plugin => ({
  name: 'leave-out',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    const left = lean(id, code);
    return left === undefined ? null : { code: left, map: null };
  },
});
