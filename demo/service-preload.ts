/**
 * Loaded before the demo's service, which itself knows nothing of a demo: when the demo is gone, killed outright
 * perhaps, the service ends as well; and when the demo lets time pass, it passes here, too.
 */
const now = Date.now.bind(Date);
let passedMs = 0;

process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
});

process.on('message', (message) => {
  if (typeof message !== 'object' || message === null || !('passMilliseconds' in message)) return;
  passedMs += Number(message.passMilliseconds);
  Date.now = () => now() + passedMs;
});

// Listening alone must not keep a service alive that could not start.
process.channel?.unref();
