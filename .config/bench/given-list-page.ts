import { readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { listen } from '../../demo/listen.ts';
import { mintUserToken } from '../../demo/crm/mint-token.ts';
import { replyEndpoints, type Reply } from '../../src/contract/index.ts';
import { root } from '../build/run-tool.ts';

/** A page with the list of replies as it is built, and a service that knows as many rows as are wanted and holds its answers back when told to. */
export interface ListPage {
  readonly url: string;
  /** Nothing is answered any more. */
  hold(): void;
  /** How many questions were asked and how many answered since the start. */
  readonly asked: () => number;
  readonly answered: () => number;
  /** Another mail comes back, and every page that listens is told. */
  tell(): void;
  close(): Promise<void>;
}

const people = ['Anna Lindqvist', 'Ben Bright', 'Zoë Müller', 'Tomás Rivas', 'Ines Laurent'];
const kinds = ['reply', 'reply', 'reply', 'auto-reply', 'possible-reply', 'bounce'] as const;
/** The feed is never another one here. */
const era = 'bench';
const firstDay = Date.UTC(2026, 0, 1);

/** Row number 0 is the oldest. */
const rowOf = (number: number): Reply => {
  const id = `reply-${String(number).padStart(12, '0')}`;
  const verdict = kinds[number % kinds.length] ?? 'reply';
  return {
    id,
    connectionId: 'connection-000001',
    // Every tenth mail belongs to the conversation before it.
    threadId: `thread-${number % 10 === 9 ? number - 1 : number}`,
    receivedAt: new Date(firstDay + number * 60_000).toISOString(),
    from: { name: people[number % people.length] ?? '', address: `person-${number % 5_000}@client-${number % 700}.example` },
    subject: `Re: Our offer number ${number} for the coming year`,
    verdict,
    confidence: 0.98,
    evidence: [{ code: 'answers-ours' }, { code: 'same-person' }],
    ...(verdict === 'bounce' ? { bounce: { kind: 'hard', status: '5.1.1', recipients: [`person-${number % 5_000}@client.example`] } } : {}),
    answers: { id: `tracked-mail-${String(number).padStart(12, '0')}`, subject: `Our offer number ${number} for the coming year`, sentAt: new Date(firstDay).toISOString() },
    foundIn: 'inbox',
    unread: number % 4 === 0,
    handled: number % 7 === 0,
    openUrl: 'https://mail.google.com/mail/u/?authuser=lea%40northpeak.example#all/thread-1',
    change: number + 1,
  };
};

const pageOf = (serviceOrigin: string): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,">
<script type="module" src="${serviceOrigin}/kit/gmail-connect-kit.js"></script>
<reply-tracker-list endpoint="${serviceOrigin}" session-url="/token"></reply-tracker-list></html>`;

export const openListPage = async (rows: number): Promise<ListPage> => {
  let [count, asked, answered, held] = [rows, 0, 0, false];
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const secret = randomBytes(32).toString('base64url');
  const encoder = new TextEncoder();
  const say = (data: object): Uint8Array => encoder.encode(`data: ${JSON.stringify(data)}\n\n`);
  const mailbox = { connectionId: 'connection-000001', email: 'lea@northpeak.example', state: { kind: 'following' }, boundSeconds: 60, push: true, watched: 31, skipped: 0 };

  const page = (query: URLSearchParams): object => {
    const end = Number(query.get('before') ?? count);
    const first = Math.max(0, end - Number(query.get('limit')));
    const replies = Array.from({ length: end - first }, (_, index) => rowOf(end - 1 - index));
    return { replies, change: count, era, ...(first > 0 ? { next: String(first) } : {}) };
  };

  const answer = ({ pathname, searchParams }: URL, origin: string): Response => {
    const headers = { 'access-control-allow-origin': origin };
    switch (pathname) {
      case replyEndpoints.replies:
        return Response.json(page(searchParams), { headers });
      case replyEndpoints.replyChanges:
        return Response.json({ replies: [], change: count, era, more: false }, { headers });
      case replyEndpoints.replyStream: {
        const body = new ReadableStream<Uint8Array>({
          start: (stream) => {
            streams.add(stream);
            stream.enqueue(say({ type: 'tracking', era, tracking: { product: 'Bench', mailboxes: [mailbox] } }));
          },
        });
        return new Response(body, { headers: { ...headers, 'content-type': 'text/event-stream' } });
      }
      default:
        return new Response(null, { status: 404, headers });
    }
  };

  const listening = await listen(async (request) => {
    const url = new URL(request.url);
    const here = `http://localhost:${url.port}`;
    const service = `http://connect.localhost:${url.port}`;
    if (url.pathname === '/') return new Response(pageOf(service), { headers: { 'content-type': 'text/html' } });
    if (url.pathname === '/token') return Response.json({ token: mintUserToken({ user: 'lea', org: 'northpeak', origins: [here] }, { tenant: 'bench', kid: 'k1', secret }, service, Date.now()) });
    if (url.pathname.startsWith('/kit/')) {
      const script = await readFile(`${root}dist/bundle/${url.pathname.slice('/kit/'.length)}`);
      return new Response(script, { headers: { 'content-type': 'text/javascript', 'access-control-allow-origin': here } });
    }
    if (request.method === 'OPTIONS') {
      return new Response(null, { status: 204, headers: { 'access-control-allow-origin': here, 'access-control-allow-headers': 'authorization, content-type, x-requested-with', 'access-control-max-age': '600' } });
    }
    asked += 1;
    if (held) return new Promise<never>(() => undefined);
    answered += 1;
    return answer(url, here);
  }, 0);

  return {
    url: `http://localhost:${listening.port}/`,
    hold: () => {
      held = true;
    },
    asked: () => asked,
    answered: () => answered,
    tell: () => {
      count += 1;
      for (const stream of streams) {
        try {
          stream.enqueue(say({ type: 'reply', era, reply: rowOf(count - 1) }));
        } catch {
          // The page that listened is gone.
          streams.delete(stream);
        }
      }
    },
    close: () => listening.close(),
  };
};
