/**
 * Carries the id of an attempt to send. Gmail may put a Message-ID of its own in the place of ours, but leaves other headers
 * alone: what became of an attempt is found by this one. https://github.com/gauteh/lieer/issues/198
 */
export const attemptHeader = 'X-Gmail-Connect-Kit-Attempt';

export const isAttemptId = (text: string): boolean => /^[\w-]{16,64}$/.test(text);

/** The attempt that a mail's headers name, whoever wrote it: only a stored one means anything. */
export const attemptIn = (headers: readonly { readonly name: string; readonly value: string }[]): string | undefined => {
  const value = headers.find(({ name }) => name.toLowerCase() === attemptHeader.toLowerCase())?.value.trim();
  return value !== undefined && isAttemptId(value) ? value : undefined;
};
