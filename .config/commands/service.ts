// npm run service [-- doctor | return-page …]: the service from its sources, with the pages it serves.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildParts } from '../build/parts.ts';
import { root, runProgram } from '../build/run-tool.ts';

const built = ['dist/pages/return.html', 'dist/bundle/gmail-connect-kit.js'].every((file) => existsSync(join(root, file)));
const ready = built || (await buildParts(['bundle', 'pages']));
process.exitCode = ready ? await runProgram(process.execPath, ['src/server/main.ts', ...process.argv.slice(2)]) : 1;
