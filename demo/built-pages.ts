import { fileURLToPath } from 'node:url';
import { loadStaticFiles, type StaticFiles } from '../src/server/http/static-files.ts';
import { returnPage } from '../src/server/pages/return-page.ts';

/** What `npm run build` made for pages: the service serves the first two, the CRM the third. */
export interface BuiltPages {
  readonly pages: StaticFiles;
  readonly kit: StaticFiles;
  returnPage(serviceOrigin: string): string;
}

/** Nothing can be shown without them. */
export class NotBuilt extends Error {
  override readonly name = 'NotBuilt';
  constructor() {
    super('The pages and the bundle are not built: run `npm run build`.');
  }
}

const dist = (name: string): string => fileURLToPath(new URL(`../dist/${name}/`, import.meta.url));

export const readBuiltPages = async (): Promise<BuiltPages> => {
  const [pages, kit] = await Promise.all([loadStaticFiles(dist('pages')), loadStaticFiles(dist('bundle'))]);
  return {
    pages,
    kit,
    returnPage: (serviceOrigin) => {
      const page = returnPage(serviceOrigin, pages);
      if (!page.ok) throw new NotBuilt();
      return page.value;
    },
  };
};
