// @ts-check
// Loaded before every command: a command whose launcher was killed outright gets another parent, and ends its group.
const parent = process.ppid;
if (process.platform !== 'win32') {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(-process.pid, 'SIGTERM');
  }, 1000).unref();
}
