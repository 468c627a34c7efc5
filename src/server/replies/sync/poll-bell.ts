/**
 * Tells the loop of this process that a mailbox was called. The call itself stands in the mailbox' row, where the loops of
 * other processes find it within a second.
 */
export interface PollBell {
  ring(): void;
  onRing(listener: () => void): void;
}

export const createPollBell = (): PollBell => {
  const listeners: (() => void)[] = [];
  return {
    ring() {
      for (const listener of listeners) listener();
    },
    onRing(listener) {
      listeners.push(listener);
    },
  };
};
