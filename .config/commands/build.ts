// npm run build [-- npm bundle pages]: everything that is published or served, into dist/; or only the parts named.
import { buildParts } from '../build/parts.ts';

process.exitCode = (await buildParts(process.argv.slice(2))) ? 0 : 1;
