/** What the service counts. Labels are routes, statuses and codes; never an id, an address or a name. */
export interface Metrics {
  requestAnswered(route: string, method: string, status: number, durationSeconds: number): void;
  /** `connected`, or the code of the failure. */
  flowEnded(outcome: string): void;
  /** `refreshed`, `grant-lost`, `google-unavailable`, `client-misconfigured` or another process' `joined`. */
  tokenRefreshed(result: string): void;
  /** `confirmed`, `waiting`, `kept` or `given-up`. */
  grantWithdrawn(result: string): void;
  /** How many connections stand in each state of health, counted when the numbers are asked for. */
  connectionsCounted(byHealth: ReadonlyMap<string, number>): void;
  /** Prometheus' text format and its content type. */
  render(): Promise<{ readonly contentType: string; readonly text: string }>;
}
