// npm run explain -- FILE.eml …: how the service judges each mail and why, one JSON line per file.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { contextOf, explain, type Explanation, type Unexplained } from '../explain/explanation.ts';

const help = `npm run explain -- [--mailbox ADDRESS] [--tracked MESSAGE-ID] FILE.eml …

Judges mails by the rules of the service and prints one JSON line for each:
  {"file", "verdict", "confidence", "evidence", "bounce", "returnDate", "replyText"}

  --mailbox ADDRESS     whose mailbox the mails are in; may be given several times
  --tracked MESSAGE-ID  the Message-ID of a mail that is tracked; may be given several times

Without them each mail is judged by itself. A file that cannot be read has a line with "file" and "error"; the others
are judged all the same, and the exit code is 1.`;

const readOptions = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        mailbox: { type: 'string', multiple: true, default: [] },
        tracked: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** npm runs scripts in the project's folder and says where the person stands. */
const placeOf = (file: string): string => {
  const here = resolve(file);
  return existsSync(here) ? here : resolve(process.env['INIT_CWD'] ?? '.', file);
};

const explainFile = async (file: string, context: ReturnType<typeof contextOf>): Promise<Explanation | Unexplained> => {
  const place = placeOf(file);
  try {
    const found = statSync(place);
    if (found.isDirectory()) return { file, error: 'This is a folder: name the files in it, for example with *.eml.' };
    if (!found.isFile()) return { file, error: 'This is not a file.' };
    return await explain(file, readFileSync(place), context);
  } catch (error) {
    return {
      file,
      error: existsSync(place)
        ? `The file cannot be read: ${error instanceof Error ? error.message : String(error)}`
        : 'There is no such file.',
    };
  }
};

const run = async (): Promise<number> => {
  const options = readOptions();
  if (typeof options === 'string') {
    console.error(`${options}\n\n${help}`);
    return 2;
  }
  const { values, positionals } = options;
  if (values.help || positionals.length === 0) {
    (values.help ? console.log : console.error)(help);
    return values.help ? 0 : 2;
  }
  const context = contextOf(values.mailbox, values.tracked);
  let unread = 0;
  for (const file of positionals) {
    const line = await explainFile(file, context);
    if ('error' in line) unread += 1;
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  return unread === 0 ? 0 : 1;
};

// Whoever reads only the first lines closes the pipe; that is no failure.
process.stdout.on('error', () => process.exit(0));
process.exitCode = await run();
