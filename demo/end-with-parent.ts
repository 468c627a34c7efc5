// Loaded before the demo's service: when the demo is gone, killed outright perhaps, the service ends as well.
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
});
