/** A user's files together, those that wait in mails among them: four of the largest kind and some more. */
export const largestRoomBytes = 200 * 1024 * 1024;
/** Small files are counted as if they were of this size, so that there are not many thousands of them. */
const smallestCounted = 100 * 1024;

const countedSize = (size: number): number => Math.max(size, smallestCounted);

export interface KeptFile {
  readonly id: string;
  /** In bytes. */
  readonly size: number;
  /** A mail that may still leave has it. */
  readonly needed: boolean;
}

export type RoomMade =
  | { readonly kind: 'room'; readonly forget: readonly string[] }
  /** What open mails need leaves so many bytes. */
  | { readonly kind: 'no-room'; readonly left: number };

/** Which unused files have to go so that another one fits, the first of them first; no mail that may still leave loses one. */
export const makeRoom = (files: readonly KeptFile[], size: number): RoomMade => {
  const counted = (some: readonly KeptFile[]): number => some.reduce((sum, file) => sum + countedSize(file.size), 0);
  const left = largestRoomBytes - counted(files.filter(({ needed }) => needed));
  if (countedSize(size) > left) return { kind: 'no-room', left: Math.max(0, left) };
  let over = counted(files) + countedSize(size) - largestRoomBytes;
  const forget: string[] = [];
  for (const file of files) {
    if (over <= 0) break;
    if (file.needed) continue;
    forget.push(file.id);
    over -= countedSize(file.size);
  }
  return { kind: 'room', forget };
};
