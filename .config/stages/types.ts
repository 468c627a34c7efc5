import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { root, runTool } from '../build/run-tool.ts';
import { check, sum, type Counts } from './stage.ts';

/** Every folder with a tsconfig.json of its own is checked against exactly what that file lets it know of. */
export const checkTypes = async (): Promise<Counts> => {
  const projects = globSync('{.,.config,src,src/*,demo,test}/tsconfig.json', { cwd: root }).map((path) => dirname(path)).sort();
  const results: Counts[] = [];
  for (const project of projects) {
    const holds = (await runTool('tsc', ['--project', project])) === 0;
    console.log(`${holds ? '✔' : '✖'} ${project}`);
    results.push(check(holds));
  }
  return sum(results);
};
