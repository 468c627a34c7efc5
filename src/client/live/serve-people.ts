import type { BrowserPage } from '../page/browser-page.ts';

export interface Serving {
  readonly client: { readonly userKey: () => Promise<string | undefined> };
  readonly page: Pick<BrowserPage, 'onReturn'>;
  /** Serves this person until the signal ends it. Undefined: nobody knows who it is. */
  readonly serve: (userKey: string | undefined, signal: AbortSignal) => void;
}

/**
 * Serves whoever is signed in, and asks who that is whenever somebody comes back to the page. A question without an answer
 * ends nothing: whoever was served has not left.
 */
export const servePeople = async ({ client, page, serve }: Serving, signal: AbortSignal): Promise<void> => {
  let current: { readonly userKey: string | undefined; readonly over: AbortController } | undefined;
  const look = async (): Promise<void> => {
    const userKey = await client.userKey();
    if (signal.aborted || (current !== undefined && (userKey === undefined || userKey === current.userKey))) return;
    current?.over.abort();
    current = { userKey, over: new AbortController() };
    serve(userKey, AbortSignal.any([signal, current.over.signal]));
  };
  page.onReturn(() => void look(), signal);
  await look();
};
