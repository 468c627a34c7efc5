import { define } from './define.ts';

export * from './elements.ts';

define();
