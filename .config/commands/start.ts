// npm start: builds what the demo's pages load, then starts the demo.
import { buildParts } from '../build/parts.ts';
import { runProgram } from '../build/run-tool.ts';

process.exitCode = (await buildParts(['bundle', 'pages'])) ? await runProgram(process.execPath, ['demo/start.ts', ...process.argv.slice(2)]) : 1;
