/** One event of a stream: its data, and the id to resume from where it has one. */
export interface StreamEvent {
  readonly id: string | undefined;
  readonly data: string;
}

/** Many times the largest event that the service makes, in characters. */
const largestEvent = 1_000_000;

/**
 * Reads `text/event-stream` from pieces as they arrive, wherever they are cut. Fields that nobody here sends are passed
 * over, as the standard asks. Undefined for an event that does not end: nobody keeps what only grows. https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export const createEventReader = (): ((piece: string) => readonly StreamEvent[] | undefined) => {
  let rest = '';
  return (piece) => {
    const blocks = (rest + piece).replaceAll('\r', '').split('\n\n');
    rest = blocks.pop() ?? '';
    if (rest.length > largestEvent) return undefined;
    return blocks.flatMap((block) => {
      const lines = block.split('\n');
      const valuesOf = (field: string): readonly string[] =>
        lines.filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).trimStart());
      const data = valuesOf('data');
      return data.length > 0 ? [{ id: valuesOf('id')[0], data: data.join('\n') }] : [];
    });
  };
};
