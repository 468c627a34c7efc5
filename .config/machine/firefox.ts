import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall, aptIsUsable } from './apt.ts';
import { BrowserMissing } from './chromium.ts';

const usualPaths = [
  ...(process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => ['firefox', 'firefox-esr'].map((name) => join(folder, name))),
  '/snap/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** A Firefox for the tests: the one named, one that is installed, one from apt. */
export const findFirefox = (): string => {
  const named = process.env['FIREFOX_PATH'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new BrowserMissing(`FIREFOX_PATH names ${named}, and there is no such file: correct it, or remove it to have a browser found.`);
  }
  const installed = usualPaths.find((path) => existsSync(path));
  if (installed !== undefined) return installed;
  if (aptIsUsable() && aptInstall('firefox-esr') && existsSync('/usr/bin/firefox-esr')) return '/usr/bin/firefox-esr';
  throw new BrowserMissing('These tests need Firefox, and none was found: install it, or set FIREFOX_PATH to its program.');
};
