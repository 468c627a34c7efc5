import { markup, type Markup } from '../../markup.ts';
import type { Language } from '../session.ts';
import { rowGroups, rows, type Row, type RowGroup, type RowName } from './rows.ts';
import { panelWords, type PanelWords } from './words.ts';

/** The panel as the server draws it; `larkspur.js` carries the rows out. */
export const panelView = (language: Language, on: readonly RowName[]): Markup => {
  const words = panelWords[language];
  const groups = Object.keys(rowGroups) as RowGroup[];
  return markup`<aside aria-label="${words.title}"><details class="panel" id="test-panel">
<summary>${words.title}<span id="panel-count">${on.length > 0 && String(on.length)}</span></summary>
<div class="inside" tabindex="-1">
<p class="intro">${words.intro}</p>
<p role="status" id="panel-status" data-failed="${words.failed}" data-no-window="${words.noWindow}" data-window-closed="${words.windowClosed}"></p>
${groups.map((group) => groupView(words, group, on))}
<button type="button" class="reset" data-row="reset">${words.reset}</button>
<h2 id="panel-heard">${words.heard}</h2>
<p class="quiet" id="nothing-heard">${words.nothingHeard}</p>
<ol id="heard" aria-labelledby="panel-heard"></ol>
</div></details></aside>`;
};

const groupView = (words: PanelWords, group: RowGroup, on: readonly RowName[]): Markup => {
  const [label, when] = words.groups[group];
  return markup`<h2 id="panel-${group}">${label}</h2>
<p class="when" id="when-${group}">${when}</p>
<ul aria-labelledby="panel-${group}" aria-describedby="when-${group}">
${rowGroups[group].map((name) => rowView(words, name, on.includes(name)))}</ul>`;
};

const rowView = (words: PanelWords, name: RowName, on: boolean): Markup => {
  const [label, shows] = words.rows[name];
  const row: Row = rows[name];
  const isSwitch = row.kind === 'switch' || row.kind === 'page-switch';
  const button = isSwitch
    ? markup`<button type="button" role="switch" aria-checked="${on ? 'true' : 'false'}" aria-labelledby="row-${name}" aria-describedby="shows-${name}" data-row="${name}" data-on="${words.on}" data-off="${words.off}">${on ? words.on : words.off}</button>`
    : markup`<button type="button" aria-label="${words.doIt}: ${label}" aria-describedby="shows-${name}" data-row="${name}">${words.doIt}</button>`;
  return markup`<li${on && markup` class="on"`}><b id="row-${name}">${label}</b>${button}<p id="shows-${name}">${shows}</p></li>`;
};
