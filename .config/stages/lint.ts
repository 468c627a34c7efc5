import { runTool } from '../build/run-tool.ts';
import { check, type Counts } from './stage.ts';

export const lint = async (): Promise<Counts> => check((await runTool('eslint', ['--config', '.config/eslint.config.mjs', '--max-warnings', '0', '.'])) === 0);
