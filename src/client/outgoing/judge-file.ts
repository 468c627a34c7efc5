import { largestFileBytes, mostFiles } from '../../contract/file-limits.ts';

/** Why a file cannot go with a mail, as far as it can be told before it is uploaded. */
export type FileTrouble =
  /** Gmail takes no file that programs begin with. */
  | { readonly kind: 'forbidden'; readonly ending: string }
  | { readonly kind: 'too-large' }
  /** With the others. */
  | { readonly kind: 'too-large-together' }
  | { readonly kind: 'too-many'; readonly most: number };

/**
 * Endings that Gmail blocks, whatever is inside: https://support.google.com/mail/answer/6590. It looks into archives, too,
 * which is told when it refuses the mail.
 */
const forbidden = new Set(
  `ade adp apk appx appxbundle bat cab chm cmd com cpl diagcab diagcfg diagpkg dll dmg ex ex_ exe hta img ins iso isp jar jnlp js jse
  lib lnk mde mjs msc msi msix msixbundle msp mst nsh pif ps1 scr sct shb sys vb vbe vbs vhd vxd wsc wsf wsh xll`.split(/\s+/),
);

export interface SizedFile {
  readonly name: string;
  readonly size: number;
}

/** Undefined where it may go. `others`: how large those are that go with the mail already. */
export const judgeFile = ({ name, size }: SizedFile, others: readonly number[]): FileTrouble | undefined => {
  const ending = /\.([^.]+)$/.exec(name.trim().toLowerCase())?.[1] ?? '';
  if (forbidden.has(ending)) return { kind: 'forbidden', ending };
  if (size > largestFileBytes) return { kind: 'too-large' };
  if (others.length >= mostFiles) return { kind: 'too-many', most: mostFiles };
  return others.reduce((sum, each) => sum + each, size) > largestFileBytes ? { kind: 'too-large-together' } : undefined;
};
