/** Copies a text; where the browser refuses, the same text in the page is selected, for the person's own hand to copy. */
export const copyText = async (text: string, shown: Element | null): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, or no secure context.
    if (shown) getSelection()?.selectAllChildren(shown);
    return false;
  }
};
