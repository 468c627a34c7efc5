import * as z from 'zod/mini';
import { createEmulatedGoogle, type EmulatedGoogle, type EmulatedGoogleOptions } from '../../../demo/google/emulated-google.ts';
import type { OutsideMail } from '../../../demo/google/gmail/deliver.ts';
import { countedRandom, noon } from '../../server/given-ports.ts';
import { client, lea, origin, stranger } from '../given-google.ts';

export const anna = 'Anna Berg <anna.berg@globex.example>';

/** The emulated Gmail in a test: a clock that goes when it is told, and calls with a token of Léa's. */
export interface GivenApi {
  readonly google: EmulatedGoogle;
  readonly control: EmulatedGoogle['control'];
  readonly outside: OutsideMail[];
  readonly ask: (path: string, how?: Asking) => Promise<{ readonly status: number; readonly body: unknown }>;
}

export interface Asking {
  readonly scopes?: readonly string[];
  readonly email?: string;
  readonly body?: unknown;
  readonly upload?: { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> };
}

export const givenApi = (options: Partial<EmulatedGoogleOptions> = {}): GivenApi => {
  const outside: OutsideMail[] = [];
  const google = createEmulatedGoogle({
    origin,
    clients: [client, stranger],
    clock: { now: () => noon },
    random: countedRandom(),
    outside: (mail) => void outside.push(mail),
    ...options,
  });
  const { control } = google;
  return {
    google,
    control,
    outside,
    async ask(path, { scopes, email = lea, body, upload } = {}) {
      const headers: Record<string, string> = { authorization: `Bearer ${control.issueAccess(email, scopes)}` };
      const how: RequestInit =
        upload !== undefined
          ? { method: 'POST', headers: { ...headers, 'content-type': upload.type }, body: upload.bytes }
          : body !== undefined
            ? { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
            : { headers };
      const answer = await google.fetch(new Request(`${origin}${upload === undefined ? '' : '/upload'}/gmail/v1/users/me/${path}${upload === undefined ? '' : `?uploadType=${upload.type.startsWith('multipart/') ? 'multipart' : 'media'}`}`, how));
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
    },
  };
};

const errorSchema = z.object({
  error: z.looseObject({ code: z.number(), message: z.string(), status: z.optional(z.string()), errors: z.optional(z.array(z.looseObject({ reason: z.string() }))) }),
});

/** Status, older name and sentence of an error. */
export const errorOf = ({ status, body }: { readonly status: number; readonly body: unknown }): readonly [number, string | undefined, string] => {
  const { error } = z.parse(errorSchema, body);
  return [status, error.errors?.[0]?.reason ?? error.status, error.message];
};
