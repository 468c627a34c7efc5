import type { Model } from './model.ts';

/** Files that come into the form by another way than its button: held over it and dropped, or pasted as a picture is. */

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

export const hover = ({ send, looking }: Model, event: DragEvent): void => {
  if (!hasFiles(event)) return;
  // Else the browser opens what is dropped, and the form is gone.
  event.preventDefault();
  if (!looking.hovering) send({ do: 'hover', over: true });
};

export const left = ({ send }: Model, { currentTarget, relatedTarget }: DragEvent): void => {
  if (!(currentTarget as HTMLElement).contains(relatedTarget as Node | null)) send({ do: 'hover', over: false });
};

export const drop = ({ send }: Model, event: DragEvent): void => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  send({ do: 'attach', files: [...(event.dataTransfer?.files ?? [])] });
};

export const paste = ({ send }: Model, event: ClipboardEvent): void => {
  const { files, types } = event.clipboardData ?? {};
  // What is copied from a table or a page comes as text and as a picture of it: the text is meant.
  if (files === undefined || files.length === 0 || types?.includes('text/plain')) return;
  event.preventDefault();
  send({ do: 'attach', files: [...files] });
};
