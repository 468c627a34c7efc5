import { css } from 'lit';

/** The sheet, the progress as strip and rail, the pieces of the steps, the standing card. Narrow is the ground rule. */
export const styles = css`
  .sheet {
    --_pad: var(--_4);
    background: var(--_bg);
    border: 1px solid var(--_line);
    border-radius: var(--_r-lg);
    box-shadow: var(--_shadow);
    overflow: clip;
  }
  .sheet + .sheet {
    margin-block-start: var(--_3);
  }
  .head {
    display: flex;
    align-items: center;
    gap: var(--_3);
    padding: var(--_4) var(--_pad) var(--_3);
  }
  h2 {
    font-size: var(--_xl);
    letter-spacing: -0.017em;
  }
  .pair {
    display: flex;
  }
  .pair .tile {
    inline-size: 36px;
    block-size: 36px;
    background: var(--_raised);
  }
  .pair .tile + .tile {
    margin-inline-start: -7px;
    outline: 2px solid var(--_bg);
    color: var(--_accent-ink);
  }

  .progress {
    display: grid;
    grid-template-columns: 2fr 1fr;
    gap: var(--_2) var(--_3);
    padding: 0 var(--_pad) var(--_3);
  }
  .progress div {
    display: grid;
    gap: 6px;
    align-content: end;
  }
  .progress div > p {
    display: flex;
    align-items: center;
    gap: 5px;
    font-size: var(--_xs);
    font-weight: 550;
    line-height: 1.3;
    color: var(--_ink-2);
  }
  .progress .aside,
  .progress i {
    display: none;
  }
  .progress ol {
    display: flex;
    gap: 3px;
  }
  .progress li {
    flex: 1;
    block-size: 5px;
    border-radius: 3px;
    background: var(--_line);
  }
  .progress li > span {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .progress :is(.done, .now) {
    background: var(--_accent);
  }
  .progress .now {
    box-shadow: 0 0 0 2px var(--_accent-line);
  }
  .progress :is(.away, .unknown) {
    background: repeating-linear-gradient(110deg, var(--_accent) 0 5px, var(--_accent-line) 5px 9px);
  }
  .progress .unknown {
    opacity: 0.6;
  }
  .progress .stopped {
    background: var(--_warn);
  }
  .here {
    grid-column: 1 / -1;
    font-size: var(--_sm);
    color: var(--_ink-2);
  }

  .step {
    display: grid;
    gap: var(--_3);
    padding: var(--_2) var(--_pad) var(--_4);
  }
  .flow {
    display: grid;
    gap: var(--_3);
    align-content: start;
    min-inline-size: 0;
  }
  .flow > .soft {
    max-inline-size: 56ch;
  }
  .aside {
    display: flex;
    gap: var(--_2);
    align-items: baseline;
  }
  .aside > svg,
  .aside > .spin {
    align-self: start;
    margin-block-start: 0.2em;
  }
  .status:not(:has(span:not(:empty))) {
    display: none;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_3);
    align-items: center;
    padding: var(--_3) var(--_pad);
    border-block-start: 1px solid var(--_line);
  }
  .trust {
    flex: 1 1 200px;
    display: flex;
    gap: 6px;
    font-size: var(--_xs);
    line-height: 1.4;
    color: var(--_ink-3);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
    align-items: center;
  }
  .foot .actions {
    flex: 1 1 100%;
    flex-direction: column-reverse;
    align-items: stretch;
  }

  .crumbs {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 6px;
    align-items: center;
    font-size: var(--_sm);
    color: var(--_ink-2);
  }
  .crumbs svg {
    font-size: 0.85em;
  }
  .tabs {
    border-block-end: 1px solid var(--_line);
  }
  .tab {
    min-block-size: 40px;
    padding: 8px 10px;
    border: 0;
    background: none;
    font-weight: 600;
    box-shadow: inset 0 -2px var(--_accent);
  }
  .benefits {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 170px), 1fr));
    gap: var(--_2) var(--_4);
  }
  .benefits li {
    display: flex;
    gap: var(--_3);
    align-items: center;
  }
  .benefits .tile {
    inline-size: 34px;
    block-size: 34px;
    border: 0;
  }
  .choice {
    display: grid;
    gap: var(--_2);
  }
  label.row {
    padding: var(--_3) var(--_4);
    cursor: pointer;
  }
  label.row:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent-tint);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .grow > b,
  .facts b,
  .grow > .small {
    display: block;
  }
  [type='radio'] {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    accent-color: var(--_accent);
  }
  .consent {
    border: 1px solid var(--_line);
    border-radius: var(--_r);
    background: var(--_raised);
    box-shadow: var(--gck-shadow-raised, 0 8px 24px -8px light-dark(#10182833, #000b));
  }
  .consent > p {
    display: flex;
    gap: 6px;
    align-items: center;
    padding: 6px var(--_3);
    font-size: var(--_xs);
    color: var(--_ink-3);
  }
  .consent li {
    display: flex;
    gap: var(--_3);
    align-items: center;
    padding: var(--_2) var(--_3);
    border-block-start: 1px solid var(--_line);
  }
  .consent i {
    padding: 3px;
    border-radius: 5px;
    background: var(--_accent);
    color: var(--_on-accent);
    box-shadow: 0 0 0 3px var(--_accent-line);
  }
  .there {
    display: grid;
    gap: var(--_2);
  }
  .there li {
    display: flex;
    gap: var(--_3);
    align-items: center;
  }
  .there i,
  .progress i {
    flex: none;
    place-items: center;
    inline-size: 22px;
    block-size: 22px;
    border: 1px solid var(--_line-control);
    border-radius: 50%;
    font: 600 11px/1 system-ui;
    font-variant-numeric: tabular-nums;
  }
  .there i {
    display: grid;
    border: 1.5px dashed var(--_accent-ink);
    color: var(--_accent-ink);
  }
  .help {
    padding-block-start: var(--_2);
    border-block-start: 1px solid var(--_line);
  }
  .help .btn {
    padding-inline: var(--_2);
    color: var(--_accent-ink);
  }
  .help .actions {
    margin-inline: calc(var(--_2) * -1);
  }
  .field {
    display: grid;
    gap: 5px;
  }
  .input {
    inline-size: 100%;
    max-inline-size: 14em;
    min-block-size: 40px;
    padding: 6px 12px;
    border: 1px solid var(--_line-control);
    border-radius: var(--_r);
    background: var(--_bg);
    font: 600 var(--_lg) ui-monospace, Menlo, Consolas, monospace;
    letter-spacing: 0.14em;
    text-transform: uppercase;
  }
  .wrong {
    display: flex;
    gap: 6px;
    align-items: center;
    color: var(--_bad-ink);
  }
  .says {
    border: 1px solid var(--_line);
    border-radius: var(--_r);
    overflow: clip;
  }
  .says .row {
    border: 0;
    border-radius: 0;
    min-block-size: 40px;
    padding-block: var(--_2);
  }
  .says li + li {
    border-block-start: 1px solid var(--_line);
  }
  .says .row:focus-visible {
    outline-offset: -3px;
  }
  .row > svg,
  .row .small {
    color: var(--_ink-2);
  }
  .message {
    padding: var(--_3);
    border: 1px solid var(--_line);
    border-radius: var(--_r);
    background: var(--_sunken);
    font: var(--_xs) / 1.6 ui-monospace, Menlo, Consolas, monospace;
    user-select: all;
  }
  .swap {
    border-block: 1px solid var(--_line);
  }
  .swap div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_3);
    justify-content: space-between;
    padding-block: var(--_2);
  }
  .swap div + div {
    border-block-start: 1px solid var(--_line);
  }
  dt {
    color: var(--_ink-2);
  }
  dd,
  .who {
    font-weight: 600;
  }
  .permissions,
  .facts {
    display: grid;
    gap: var(--_3);
  }
  :is(.permissions, .facts) li {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2) var(--_3);
    align-items: start;
  }
  .facts li {
    flex-wrap: nowrap;
  }
  :is(.permissions, .facts) li > svg {
    margin-block-start: 2px;
    color: var(--i);
  }
  .permissions .grow {
    flex-basis: 150px;
  }

  .account,
  .part {
    padding: var(--_4) var(--_pad);
  }
  .account {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2) var(--_3);
    align-items: center;
  }
  .account .grow {
    flex-basis: 160px;
  }
  .account .tile {
    border: 0;
  }
  .part {
    display: grid;
    gap: var(--_3);
  }
  .account + .part,
  .part + .part {
    border-block-start: 1px solid var(--_line);
  }
  .check {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
  }
  .small-btn {
    min-block-size: 28px;
    padding: 3px 10px;
    font-size: var(--_sm);
    border-radius: var(--_r-sm);
  }
  .unknown {
    display: grid;
    gap: var(--_3);
  }
  .short {
    inline-size: 60%;
  }

  @container (min-width: 460px) {
    .sheet {
      --_pad: var(--_6);
    }
    .foot .actions {
      flex: none;
      flex-direction: row;
      margin-inline-start: auto;
    }
    .step:has(> .tile),
    .unknown {
      grid-template-columns: auto minmax(0, 1fr);
      gap: var(--_4);
    }
  }
  @container (max-width: 340px) {
    .pair,
    .progress div > p svg {
      display: none;
    }
  }
  @container (min-width: 600px) {
    .main {
      display: grid;
      grid-template-columns: 212px minmax(0, 1fr);
      border-block-start: 1px solid var(--_line);
    }
    .step {
      align-content: start;
      min-block-size: 352px;
      padding: var(--_6);
    }
    .progress {
      display: block;
      padding: var(--_5) var(--_4);
      border-inline-end: 1px solid var(--_line);
      background: var(--_sunken);
    }
    .here {
      display: none;
    }
    .progress ol {
      display: block;
    }
    .progress li,
    .progress li:is(.done, .now, .away, .unknown, .stopped) {
      position: relative;
      display: flex;
      gap: var(--_2);
      block-size: auto;
      padding-block: 3px;
      background: none;
      box-shadow: none;
      opacity: 1;
      font-size: var(--_sm);
      line-height: 22px;
      color: var(--_ink-3);
    }
    .progress li > span {
      position: static;
      inline-size: auto;
      block-size: auto;
      clip-path: none;
    }
    .progress i {
      display: grid;
      background: var(--_bg);
    }
    .progress li:not(:last-child)::after {
      content: '';
      position: absolute;
      inset-inline-start: 10.5px;
      inset-block: 27px -1px;
      border-inline-start: 1px solid var(--_line);
    }
    .progress li:is(.now, .away, .stopped) {
      color: var(--_ink);
    }
    .progress li:is(.now, .stopped) {
      font-weight: 600;
    }
    .progress :is(.done, .now) i {
      border-color: var(--_accent);
      background: var(--_accent);
      color: var(--_on-accent);
    }
    .progress .now i {
      box-shadow: 0 0 0 3px var(--_accent-line);
    }
    .progress :is(.away, .unknown) i {
      border: 1.5px dashed var(--_accent-ink);
      color: var(--_accent-ink);
    }
    .progress .stopped i {
      border-color: var(--_warn);
      background: var(--_warn-tint);
      color: var(--_warn-ink);
    }
    .progress .google {
      margin: var(--_4) calc(var(--_2) * -1) 0;
      padding: var(--_2);
      border: 1px dashed var(--_line-control);
      border-radius: var(--_r);
      background: var(--_bg);
    }
    .progress .on {
      border: 1px solid var(--_accent-line);
      background: var(--_accent-tint);
    }
    .progress .aside {
      display: block;
      font-weight: 400;
    }
  }
  @media (forced-colors: active) {
    .progress li,
    .consent i {
      border: 1px solid;
    }
    .progress :is(.done, .now) {
      forced-color-adjust: none;
      background: Highlight;
    }
    .progress li:is(.now, .stopped) {
      text-decoration: underline;
    }
    label.row:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`;
