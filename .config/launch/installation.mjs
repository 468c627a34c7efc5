// @ts-check
/**
 * Whether node_modules holds what package-lock.json asks for. npm writes what it installed into
 * node_modules/.package-lock.json as its last act, so that file is the stamp of a whole installation, whoever made it.
 *
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lock
 * @typedef {'complete' | 'absent' | 'outdated'} Installation
 */

/**
 * @param {Lock} wanted what package-lock.json holds
 * @param {Lock | undefined} installed what node_modules/.package-lock.json holds, if it is there
 * @returns {Installation}
 */
export const installationState = (wanted, installed) => {
  if (installed === undefined) return 'absent';
  for (const [path, entry] of Object.entries(wanted.packages)) {
    if (path === '') continue;
    const found = installed.packages[path];
    if (found === undefined) {
      // Packages for other systems are left out by npm.
      if (entry.optional || entry.devOptional) continue;
      return 'outdated';
    }
    if (found.version !== entry.version || found.integrity !== entry.integrity) return 'outdated';
  }
  return 'complete';
};

/**
 * Whether npm said that it does not reach its registry.
 *
 * @param {string} output
 */
export const registryIsOutOfReach = (output) =>
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/.test(output);

/**
 * Why `npm ci` failed, in one sentence, from what it printed. npm names its causes by code only in that text.
 *
 * @param {string} output
 * @returns {string}
 */
export const installationProblem = (output) => {
  if (registryIsOutOfReach(output) || /\bENOTCACHED\b/.test(output)) {
    return 'The packages could not be installed because npm does not reach its registry: connect this machine to the network, then run the command again.';
  }
  if (/\bENOSPC\b/.test(output)) return 'The packages could not be installed because the disk is full.';
  if (/\b(EACCES|EPERM)\b/.test(output)) {
    return 'The packages could not be installed because this user may not write to node_modules or to the npm cache.';
  }
  if (/in sync/.test(output)) {
    return 'package.json and package-lock.json do not agree: run `npm install`, then run the command again.';
  }
  return 'The packages could not be installed: `npm ci` failed as shown above.';
};
