// @ts-check
/**
 * Which Node runs a command. The project pins one as a development dependency, because several of its tools do not run
 * on Node 20; it arrives by an install script, so `--ignore-scripts` leaves it out.
 */

/** The first version that runs TypeScript files directly without a flag. */
const lowest = { major: 22, minor: 18 };

/** @param {string} version for example `22.18.0` */
export const isNewEnough = (version) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  // Type stripping came to the 23 line with 23.6, which 22.18 and every later line have as well.
  if (major === 23) return minor >= 6;
  return major > lowest.major || (major === lowest.major && minor >= lowest.minor);
};

/**
 * @typedef {{ use: 'pinned' } | { use: 'system', note: string } | { use: 'none', problem: string }} NodeChoice
 */

/**
 * @param {{ pinnedRuns: boolean, pinnedVersion: string, systemVersion: string }} found
 * @returns {NodeChoice}
 */
export const chooseNode = ({ pinnedRuns, pinnedVersion, systemVersion }) => {
  if (pinnedRuns) return { use: 'pinned' };
  const missing = `Node ${pinnedVersion}, which this project brings along, is not installed (was npm run with --ignore-scripts?)`;
  if (isNewEnough(systemVersion)) return { use: 'system', note: `${missing}; this machine's Node ${systemVersion} is used instead.` };
  return {
    use: 'none',
    problem: `${missing}, and this machine's Node ${systemVersion} is older than ${lowest.major}.${lowest.minor}: run \`npm rebuild node --ignore-scripts=false\`, or use Node ${lowest.major}.${lowest.minor} or newer.`,
  };
};
