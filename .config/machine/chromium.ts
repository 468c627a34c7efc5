import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
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

const packaged = async (): Promise<Chromium | undefined> => {
  const { default: chromium } = await import('@sparticuz/chromium');
  const executablePath = await chromium.executablePath();
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
