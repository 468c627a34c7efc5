import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { isProving, lastProofOf, proofOf, type ProofRun } from '../../../client/tracking/proof-run.ts';
import { icon, type IconName } from '../../shared/icon.ts';
import { tookOf } from '../../shared/spans-of-time.ts';
import { whenOf } from '../../shared/when.ts';
import type { ProofModel } from '../tracking-panel.ts';
import { failedWords, notProvenWords, refusedWords } from './proof-words.ts';

/** The last success, the button that tries it again, and what is being tried. */
export const proofView = (model: ProofModel): TemplateResult => {
  const { tone, sign, fact, holds } = lastWords(model);
  return html`<div class="proof flow" part="proof">
    <div class="line wrap fact ${tone}">${icon(sign)}<span class="grow"><b>${fact}</b><span class="small">${holds}</span></span>${testButton(model)}</div>
    <div role="status">${stagesView(model)}${outcomeView(model)}</div>
    ${limitsView(model)}
  </div>`;
};

const testButton = ({ run, send }: ProofModel): TemplateResult => {
  const busy = isProving(run);
  return html`<button class="btn" type="button" aria-disabled=${busy ? 'true' : nothing} @click=${() => busy || send({ do: 'prove' })}>${busy ? html`<i class="spin"></i>` : nothing}${msg('Test tracking')}</button>`;
};

interface LastWords {
  readonly tone: string;
  readonly sign: IconName;
  readonly fact: string;
  readonly holds: string;
}

const lastWords = ({ run, verified, now, tag }: ProofModel): LastWords => {
  const last = lastProofOf(verified, run, now.getTime());
  switch (last.kind) {
    case 'verified':
      return { tone: 'good', sign: 'check', fact: msg(str`Verified ${whenOf(last.at, now, tag)}, took ${tookOf(last.tookMs)}`), holds: msg('A marked email to yourself was sent and found.') };
    case 'not-since':
      return { tone: 'warn', sign: 'alert', fact: msg(str`Not verified since ${whenOf(last.at, now, tag)}`), holds: msg('A test shows whether tracking still works.') };
    case 'never':
      return { tone: '', sign: 'clock', fact: msg('Not verified yet'), holds: msg('A test sends one marked email to yourself and looks for it.') };
  }
};

type StageState = 'done' | 'now' | 'ahead';

/** What happens one after the other while a proof runs. */
const stagesView = ({ run, now, tag }: ProofModel): TemplateResult | typeof nothing => {
  if (!isProving(run)) return nothing;
  const sent = run.kind === 'told';
  const until = run.kind === 'told' && run.proof.state.kind === 'waiting' ? whenOf(new Date(run.proof.state.until), now, tag) : undefined;
  return html`<ol class="stages small">
    ${stage(sent ? 'done' : 'now', sent ? msg('The marked email was sent') : msg('The marked email is being sent'))}
    ${stage(sent ? 'now' : 'ahead', until === undefined ? msg('Then it is looked for in Gmail') : msg(str`It is looked for in Gmail, until ${until} at the latest`))}
  </ol>${run.kind === 'told' && run.unreached ? html`<p class="small">${msg('The mail service cannot be reached just now. The test goes on without this page.')}</p>` : nothing}`;
};

const stage = (state: StageState, words: string): TemplateResult =>
  html`<li class="line ${state === 'done' ? 'good' : state === 'ahead' ? 'soft' : ''}">${state === 'now' ? html`<i class="spin"></i>` : icon(state === 'done' ? 'check' : 'clock')}<span>${words}</span></li>`;

/** Only what happened before the person's eyes; the last success stands above in any case. */
const outcomeView = (model: ProofModel): TemplateResult | typeof nothing => {
  const { run } = model;
  if (run.kind === 'refused') return noteOf(refusedWords(run.failure));
  if (run.kind !== 'told') return nothing;
  const { state } = run.proof;
  if (state.kind === 'failed') return noteOf(failedWords(state, model));
  if (state.kind !== 'verified' || !run.watched) return nothing;
  return html`<ol class="stages small">${stage('done', msg('The marked email was sent'))}${stage('done', msg(str`It was found in Gmail after ${tookOf(state.tookMs)}`))}</ol>`;
};

const noteOf = ({ fact, holds }: { readonly fact: string; readonly holds: string }): TemplateResult =>
  html`<div class="note warn">${icon('alert')}<div class="grow"><b>${fact}</b>${holds}</div></div>`;

/** What a test costs, and what even one that succeeds leaves open. */
const limitsView = ({ run }: ProofModel): TemplateResult => {
  const notProven = proofOf(run)?.notProven ?? [];
  return html`<details class="small" ?open=${isSeen(run)}><summary>${msg('What a test costs, and what it does not prove')}</summary>
    <p>${msg('It counts as one email in the sending limits, and never as a reply. It does not prove:')}</p>
    <ul class="dots">${notProven.map((each) => html`<li>${notProvenWords[each]()}</li>`)}</ul></details>`;
};

const isSeen = (run: ProofRun): boolean => run.kind === 'told' && run.watched && run.proof.state.kind === 'verified';
