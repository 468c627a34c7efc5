/** What a stage of `npm test` counted. A stage that cannot run at all throws: that is a failure, never a skip. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothing: Counts = { passed: 0, failed: 0, skipped: 0 };

export const sum = (all: readonly Counts[]): Counts =>
  all.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }), nothing);

export const check = (holds: boolean): Counts => ({ ...nothing, [holds ? 'passed' : 'failed']: 1 });

/** The line that closes a run. */
export const closingLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

const stageNames = ['build', 'types', 'lint', 'house', 'node', 'browser', 'e2e'] as const;
export type StageName = (typeof stageNames)[number];

/** Which stages a run has: all, or those named by `--only a,b`. What needs a build gets it all the same. */
export const chooseStages = (parameters: readonly string[]): { readonly stages: readonly StageName[] } | { readonly problem: string } => {
  if (parameters.length === 0) return { stages: stageNames };
  const [option, list, ...rest] = parameters;
  const names = list?.split(',') ?? [];
  const isStage = (name: string): name is StageName => (stageNames as readonly string[]).includes(name);
  if (option !== '--only' || rest.length > 0 || names.length === 0 || !names.every(isStage)) {
    return { problem: `npm test takes no arguments, or \`-- --only\` and some of ${stageNames.join(', ')}, with commas between.` };
  }
  const needed = new Set<StageName>(names);
  if (names.some((name) => ['house', 'node', 'e2e'].includes(name))) needed.add('build');
  return { stages: stageNames.filter((name) => needed.has(name)) };
};
