import { assertNever } from '../../contract/index.ts';
import type { Problem } from '../settings/settings.ts';
import type { StartProblem } from '../start-and-stop.ts';

/** One sentence that says what is wrong and what to do about it. */
export const startSentence = (problem: StartProblem): string => {
  switch (problem.code) {
    case 'directory-in-use':
      return `Another process of the service uses the data directory ${problem.directory}: stop it, or give this one its own GCK_DATA_DIR, or set DATABASE_URL.`;
    case 'directory-unusable':
      return `The data directory ${problem.directory} cannot be used: check GCK_DATA_DIR, the rights on it, the room on its disk, and whether its files are whole.`;
    case 'database-unreachable':
      return 'The database does not answer: check DATABASE_URL and whether PostgreSQL runs.';
    case 'schema-newer':
      return `The database was set up by a newer version of the service (${problem.names.join(', ')}): start that version, or a newer one.`;
    case 'pages-missing':
      return 'The pages of the connect flow are not built: run `npm run build`.';
    case 'key-changed':
      return `The encryption key ${problem.keyIds.join(', ')} has other bytes than stored values were sealed with: put the old ones back in GCK_ENCRYPTION_KEYS, and give a new key an id of its own.`;
    case 'port-taken':
      return `Port ${problem.port} is taken: stop what listens there, or set PORT to another.`;
    case 'address-refused':
      return `This machine does not let the service listen on ${problem.address}: check HOST and PORT.`;
    default:
      return assertNever(problem);
  }
};

/** Every problem of the settings, one a line. */
export const settingsSentences = (problems: readonly Problem[]): string =>
  ['The settings have problems:', ...problems.map(({ where, sentence }) => `  ${where}: ${sentence}`)].join('\n');
