/**
 * The one way out to Google: no redirect is followed (a token endpoint that redirects is not Google's), no answer
 * longer than the bound is read, and the time limit covers the body too, which the caller's signal alone already does.
 */
export const fetchWithin =
  (largestAnswerBytes: number): typeof fetch =>
  async (input, init) => {
    const answer = await fetch(input, { ...init, redirect: 'error' });
    return new Response(hasNoBody(answer.status) ? null : await readBounded(answer, largestAnswerBytes), {
      status: answer.status,
      headers: answer.headers,
    });
  };

/** For everything but whole mails. */
export const boundedFetch = fetchWithin(1_000_000);

const hasNoBody = (status: number): boolean => status === 204 || status === 205 || status === 304;

const readBounded = async (answer: Response, largestAnswerBytes: number): Promise<Uint8Array<ArrayBuffer>> => {
  const body: ReadableStream<Uint8Array> | null = answer.body;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > largestAnswerBytes) throw new RangeError('Failed to read an answer of Google: it is too long');
    chunks.push(chunk);
  }
  return joined(chunks, length);
};

const joined = (chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
};
