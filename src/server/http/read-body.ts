import { fail, succeed, type Outcome } from '../../contract/index.ts';

/** Larger than the largest body of the contract by far. */
const largestBody = 16 * 1024;

export type BodyFailure = { readonly code: 'content-type-refused' | 'body-too-large' | 'request-malformed' };

/** A JSON media type, with or without parameters; the three types a cross-site form can send are none. */
export const isJson = (contentType: string | null): boolean => /^application\/json\s*(;|$)/i.test(contentType ?? '');

/** Reads and parses a JSON body, and stops reading where it becomes too large. */
export const readJsonBody = async (request: Request, largest = largestBody): Promise<Outcome<unknown, BodyFailure>> => {
  if (!isJson(request.headers.get('content-type'))) return fail({ code: 'content-type-refused' });
  if (Number(request.headers.get('content-length') ?? 0) > largest) return fail({ code: 'body-too-large' });
  const bytes = await readUpTo(request.body, largest);
  if (!bytes.ok) return bytes;
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value));
    return succeed(parsed);
  } catch {
    // Not UTF-8 or not JSON. The parser's message quotes the body and is dropped with it.
    return fail({ code: 'request-malformed' });
  }
};

const readUpTo = async (body: Request['body'], largest: number): Promise<Outcome<Uint8Array, BodyFailure>> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (body === null) return succeed(new Uint8Array());
  const stream: AsyncIterable<Uint8Array> = body;
  try {
    // Leaving the loop cancels the stream.
    for await (const chunk of stream) {
      length += chunk.byteLength;
      if (length > largest) return fail({ code: 'body-too-large' });
      chunks.push(chunk);
    }
  } catch {
    // The connection broke in the middle of the body; nobody will read the answer.
    return fail({ code: 'request-malformed' });
  }
  return succeed(Buffer.concat(chunks));
};
