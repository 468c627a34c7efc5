const minute = 60_000;

/** How long things of a flow last, in milliseconds. */
export const ticketLasts = 10 * minute;
/** From the first ticket that was used. */
export const flowLasts = 15 * minute;
/** RFC 6749 section 4.1.2 lets a code live ten minutes; Google's waits here for its claim half as long. */
export const codeLasts = 5 * minute;
/** An ended flow still tells how it ended, then it is forgotten. */
export const endedFlowLasts = 24 * 60 * minute;

export const triesPerFlow = 3;
