import type { Provider } from './model.ts';

/** `gmail outlook` or `gmail,outlook`. Gmail is always there: without it there would be nothing to choose. */
export const toProviders = (value: string | null | undefined): readonly Provider[] =>
  (value ?? '').toLowerCase().split(/[\s,]+/).includes('outlook') ? ['gmail', 'outlook'] : ['gmail'];
