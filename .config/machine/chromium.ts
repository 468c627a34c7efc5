import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aptInstall, aptIsUsable } from './apt.ts';
import { isRoot, runs } from './run-quietly.ts';

export interface Chromium {
  readonly executablePath: string;
  readonly args: string[];
}

export class BrowserMissing extends Error {}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

const usualPaths = [
  ...(process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

// Root has no sandbox of its own to give away; in containers there is nobody else.
const started = (executablePath: string): Chromium => ({ executablePath, args: isRoot() ? ['--no-sandbox'] : [] });

/** It unpacks itself into the folder for temporary files, where another user's copy may stand in the way. */
const packaged = async (): Promise<Chromium | undefined> => {
  const { default: chromium } = await import('@sparticuz/chromium');
  const usual = process.env['TMPDIR'];
  const folder = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url));
  mkdirSync(folder, { recursive: true });
  process.env['TMPDIR'] = folder;
  const executablePath = await chromium.executablePath().finally(() => {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
  });
  return runs(executablePath, ['--version']) ? { executablePath, args: ['--no-sandbox'] } : undefined;
};

/** A Chromium for the tests: the one named, one that is installed, one from apt, one that is shipped as a package. */
export const findChromium = async (): Promise<Chromium> => {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return started(named);
    throw new BrowserMissing(`CHROME_PATH names ${named}, and there is no such file: correct it, or remove it to have a browser found.`);
  }
  const installed = usualPaths.find((path) => existsSync(path));
  if (installed !== undefined) return started(installed);
  if (aptIsUsable() && aptInstall('chromium') && existsSync('/usr/bin/chromium')) return started('/usr/bin/chromium');
  const shipped = process.platform === 'linux' ? await packaged().catch(() => undefined) : undefined;
  if (shipped !== undefined) return shipped;
  throw new BrowserMissing('The browser tests need Chromium or Chrome, and none was found: install one, or set CHROME_PATH to its program.');
};
