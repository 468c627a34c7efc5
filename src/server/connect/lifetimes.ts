const minute = 60_000;

/** How long things of a flow last. */
export const ticketLastsMs = 10 * minute;
/** From the first ticket that was used. */
export const flowLastsMs = 15 * minute;
/** RFC 6749 section 4.1.2 lets a code live ten minutes; Google's waits here for its claim half as long. */
export const codeLastsMs = 5 * minute;
/** An ended flow still tells how it ended, then it is forgotten. */
export const endedFlowLastsMs = 24 * 60 * minute;

export const triesPerFlow = 3;
