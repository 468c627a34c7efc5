import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the service counts. Labels are routes, statuses and codes; never an id, an address or a name. */
export interface Metrics {
  requestAnswered(route: string, method: string, status: number, durationSeconds: number): void;
  /** `connected`, the code of the failure, or what time ended: an attempt `unused`, `unanswered` or `unclaimed`. */
  flowEnded(outcome: string): void;
  /** `refreshed`, `grant-lost`, `google-unavailable`, `client-misconfigured` or another process' `joined`. */
  tokenRefreshed(result: string): void;
  /** `confirmed`, `waiting`, `kept` or `given-up`. */
  grantWithdrawn(result: string): void;
  /** One call of Gmail about a mailbox, with the quota units that it costs. */
  gmailAsked(method: string, units: number): void;
  /** `done`, or the code of what stopped it. */
  mailboxPolled(result: string): void;
  /** The verdict it was stored with, or `dropped`, `known`, `postponed`, `passed-over`. */
  mailFound(result: string): void;
  /** `delivered`, `failed` and to be tried again, or `given-up`. */
  webhookAnswered(result: string): void;
  /** One try to hand a mail to Gmail: `sent`, `unclear`, `failed`, `slow-down` or `park`. */
  mailAttempted(result: string): void;
  /** A mail is handed to Gmail: for how long it might have left already. What waits for a limit or an hour is not late. */
  mailHandedOver(lateSeconds: number): void;
  /** Google made a grant that no row knows of and nobody withdraws. */
  grantLost(): void;
  /** How many connections stand in each state of health, counted when the numbers are asked for. */
  connectionsCounted(byHealth: ReadonlyMap<string, number>): void;
  /** How many mails are `waiting` or `unclear`, and how many mailboxes are `parked`, counted in the same way. */
  sendingCounted(byWhat: ReadonlyMap<string, number>): void;
  /** Prometheus' text format and its content type. */
  render(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** A registry of its own, so that two services in one process do not count into each other. */
export const createMetrics = (options: { readonly process: boolean } = { process: false }): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  if (options.process) collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'gck_requests_total',
    help: 'Requests answered, by route, method and status.',
    labelNames: ['route', 'method', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'gck_request_duration_seconds',
    help: 'Time from a request to its answer, by route.',
    labelNames: ['route'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const counted = (name: string, help: string, label: string) => {
    const counter = new Counter({ name, help, labelNames: [label], registers });
    return (value: string): void => counter.inc({ [label]: value });
  };
  const calls = new Counter({ name: 'gck_gmail_calls_total', help: 'Calls of Gmail, by method.', labelNames: ['method'], registers });
  const units = new Counter({ name: 'gck_gmail_units_total', help: 'Quota units that the calls of Gmail cost, by method.', labelNames: ['method'], registers });
  const lost = new Counter({ name: 'gck_grants_lost_total', help: 'Grants made at Google that could not be stored or listed for withdrawal.', registers });
  const connections = new Gauge({
    name: 'gck_connections',
    help: 'Connections, by health.',
    labelNames: ['health'],
    registers,
  });
  const sending = new Gauge({ name: 'gck_sending', help: 'Mails that wait or are unclear, and mailboxes from which nothing can leave.', labelNames: ['what'], registers });
  const lateness = new Histogram({
    name: 'gck_send_lateness_seconds',
    help: 'How much later than it might a mail was handed to Gmail, limits and hours aside.',
    buckets: [0.25, 0.5, 1, 2, 5, 15, 60, 300, 900],
    registers,
  });
  return {
    requestAnswered(route, method, status, durationSeconds) {
      requests.inc({ route, method, status });
      durations.observe({ route }, durationSeconds);
    },
    flowEnded: counted('gck_flows_ended_total', 'Attempts to connect that ended, by outcome.', 'outcome'),
    tokenRefreshed: counted('gck_refreshes_total', 'Access tokens asked for at Google, by result.', 'result'),
    grantWithdrawn: counted('gck_withdrawals_total', 'Grants withdrawn after a disconnect, by result.', 'result'),
    gmailAsked(method, count) {
      calls.inc({ method });
      units.inc({ method }, count);
    },
    mailboxPolled: counted('gck_polls_total', 'Mailboxes polled, by result.', 'result'),
    mailFound: counted('gck_mails_total', 'Mails found in mailboxes, by what became of them.', 'result'),
    webhookAnswered: counted('gck_webhooks_total', 'Calls of hosts’ webhooks, by result.', 'result'),
    mailAttempted: counted('gck_sends_total', 'Tries to hand a mail to Gmail, by result.', 'result'),
    mailHandedOver: (lateSeconds) => lateness.observe(lateSeconds),
    grantLost: () => lost.inc(),
    connectionsCounted(byHealth) {
      connections.reset();
      for (const [health, count] of byHealth) connections.set({ health }, count);
    },
    sendingCounted(byWhat) {
      sending.reset();
      for (const [what, count] of byWhat) sending.set({ what }, count);
    },
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
};
