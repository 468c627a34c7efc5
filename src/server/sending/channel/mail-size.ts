/**
 * How large a mail may be as it is handed to Gmail, encoded. `messages.send` takes 36,700,160 bytes as an upload (Gmail's
 * description of its interface, `mediaUpload.maxSize`); a little stays free for what Gmail adds and for the frame of an upload. Files
 * grow by 37 % on their way into a mail, so that this is what people know as “25 MB”
 * (https://support.google.com/mail/answer/6584): 25.5 MiB of files fit. The recipient's own server may still take less.
 */
export const largestMailBytes = 36_700_160 - 65_536;

/** What so many bytes become in a mail: lines of 76 characters of base64, each with its break. */
export const encodedBytes = (bytes: number): number => {
  const characters = 4 * Math.ceil(bytes / 3);
  return characters + 2 * Math.ceil(characters / 76);
};

/** Whether files of these sizes can be no mail, whatever else is in it. What they become is exact, the words come on top. */
export const filesTooLarge = (sizes: readonly number[], most = largestMailBytes): { readonly code: 'mail-too-large'; readonly most: number; readonly asked: number } | undefined => {
  const asked = sizes.reduce((sum, size) => sum + encodedBytes(size), 0);
  return asked > most ? { code: 'mail-too-large', most, asked } : undefined;
};
