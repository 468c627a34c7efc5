/** Apart, so that a page knows it without the schemas: as much as the files of a mail can be, whatever else is in it. */
export const largestFileBytes = 25 * 1024 * 1024;
/** As many as a mail has. */
export const mostFiles = 50;
