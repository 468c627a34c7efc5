import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startDemoForTests } from '../../../demo/start-for-tests.ts';
import { beginAnew } from '../begin-anew.ts';
import { startChromium } from '../chromium.ts';
import { labels, type Language } from '../labels.ts';
import { scenes } from './scenes.ts';
import { openStage } from './stage.ts';

const widths = [1280, 320] as const;
const schemes = ['light', 'dark'] as const;

/** A picture of every scene whose name has these words in it, in both languages, both schemes and two widths. */
export const takeShots = async (folder: string, words: string): Promise<boolean> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const names = Object.keys(scenes).filter((name) => name.includes(words));
  const browser = await startChromium();
  try {
    const languages = Object.keys(labels) as Language[];
    const missed = await Promise.all(languages.map((language) => inLanguage(browser, folder, names, language)));
    await writeFile(join(folder, 'index.html'), indexPage(names, languages));
    for (const each of missed.flat()) console.error(each);
    return missed.flat().length === 0;
  } finally {
    await browser.close();
  }
};

const inLanguage = async (browser: Browser, folder: string, names: readonly string[], language: Language): Promise<string[]> => {
  const options = { panel: true };
  let demo = await startDemoForTests(options);
  const missed: string[] = [];
  for (const name of names) {
    if (needsEmptyService(name)) {
      await demo.close();
      demo = await startDemoForTests(options);
    }
    await beginAnew(demo, options);
    const stage = await openStage(browser, demo, language);
    try {
      const { page } = await (scenes[name] ?? (() => Promise.reject(new Error('gone'))))(stage);
      await picture(page, (width, scheme) => join(folder, fileName(name, language, width, scheme)));
    } catch (error) {
      missed.push(`${name}, ${language}: ${String(error).split('\n').slice(0, 4).join(' ')}`);
    }
    await stage.visitor.context.close();
  }
  await demo.close();
  return missed;
};

/** Replies stay with the person whatever is disconnected: who never had any is on a service of their own. */
const needsEmptyService = (name: string): boolean => name.startsWith('tracking list');

const picture = async (page: Page, path: (width: number, scheme: string) => string): Promise<void> => {
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 800 });
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: path(width, colorScheme), fullPage: true, animations: 'disabled' });
    }
  }
};

const fileName = (name: string, language: string, width: number, scheme: string): string =>
  `${name.replaceAll(/[^\w]+/g, '-')}.${language}.${width}.${scheme}.png`;

const indexPage = (names: readonly string[], languages: readonly string[]): string => {
  const row = (name: string): string => {
    const shots = languages.flatMap((language) => widths.flatMap((width) => schemes.map((scheme) => fileName(name, language, width, scheme))));
    return `<section><h2>${name}</h2>${shots.map((file) => `<a href="${file}"><img src="${file}" alt="${file}" loading="lazy"></a>`).join('')}</section>`;
  };
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Every state</title>
<style>body{font:14px system-ui;margin:2rem;color-scheme:light dark}section{display:flex;flex-wrap:wrap;gap:12px;align-items:start}h2{flex:1 1 100%}img{block-size:340px;border:1px solid #8888}</style>
<h1>Every state</h1>
${names.map(row).join('\n')}
`;
};
