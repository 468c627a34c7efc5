import type { Reply, Tracking, TrackedMailbox } from '../../../src/contract/index.ts';

let count = 0;

/** A row as the service sends it, each with its own id and change. */
export const givenReply = (change: Partial<Reply> = {}): Reply => {
  count += 1;
  return {
    id: `reply-${String(count).padStart(12, '0')}`,
    connectionId: 'connection-000001',
    threadId: `thread-${count}`,
    receivedAt: '2026-03-03T12:00:00.000Z',
    from: { name: 'Anna Lindqvist', address: 'anna@globex.example' },
    subject: 'Renewal for 40 seats',
    verdict: 'reply',
    confidence: 0.98,
    evidence: [{ code: 'answers-ours' }],
    foundIn: 'inbox',
    unread: true,
    handled: false,
    openUrl: 'https://mail.google.com/mail/u/?authuser=lea%40northpeak.example#all/thread-1',
    change: count,
    ...change,
  };
};

export const givenMailbox = (change: Partial<TrackedMailbox> = {}): TrackedMailbox => ({
  connectionId: 'connection-000001',
  email: 'lea@northpeak.example',
  state: { kind: 'following' },
  checkedAt: '2026-03-03T12:06:00.000Z',
  boundSeconds: 60,
  push: false,
  watched: 31,
  skipped: 0,
  ...change,
});

export const givenTracking = (...mailboxes: readonly TrackedMailbox[]): Tracking => ({ product: 'Larkspur CRM', mailboxes: [...mailboxes] });
