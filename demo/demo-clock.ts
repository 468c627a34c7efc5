/** One time for the CRM, the service and Google, which a test or the test panel can let pass. */
export interface DemoClock {
  now(): number;
  advance(milliseconds: number): void;
  /** Another process keeps time of its own and has to be told. */
  onAdvance(tell: (milliseconds: number) => void): void;
}

export const createDemoClock = (): DemoClock => {
  const told: ((milliseconds: number) => void)[] = [];
  let passedMs = 0;
  return {
    now: () => Date.now() + passedMs,
    advance: (milliseconds) => {
      passedMs += milliseconds;
      for (const tell of told) tell(milliseconds);
    },
    onAdvance: (tell) => {
      told.push(tell);
    },
  };
};
