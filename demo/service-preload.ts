/**
 * Loaded before the demo's service, which itself knows nothing of a demo: when the demo is gone, killed outright
 * perhaps, the service ends as well; and when the demo lets time pass, it passes here, too.
 */
const now = Date.now.bind(Date);
let passedMs = 0;

/** `new Date()` as well: Google's library asks it how old an ID token is. */
const timeHasPassed = (): void => {
  Date.now = () => now() + passedMs;
  globalThis.Date = new Proxy(Date, {
    construct: (date, given: unknown[], newTarget) => Reflect.construct(date, given.length > 0 ? given : [date.now()], newTarget) as object,
  });
};

process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
});

process.on('message', (message) => {
  if (typeof message !== 'object' || message === null || !('passMilliseconds' in message)) return;
  if (passedMs === 0) timeHasPassed();
  passedMs += Number(message.passMilliseconds);
});

// Listening alone must not keep a service alive that could not start.
process.channel?.unref();
