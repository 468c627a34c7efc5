import { css } from 'lit';

/** The text below the numbers, notices, what stands where there are no numbers, and the one line. */
export const textStyles = css`
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_u) * 5);
    align-items: center;
    margin-inline: calc(var(--_u) * 5);
    padding-block: calc(var(--_u) * 2.5);
    border-block-start: 1px solid var(--_line);
  }
  .foot > p {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_u) * 5);
    align-items: center;
  }
  details[open] {
    flex: 1 0 100%;
  }
  summary {
    display: inline-flex;
    align-items: center;
    min-block-size: 24px;
    color: color-mix(in oklab, var(--_accent) 70%, var(--_ink));
    font-weight: 600;
    cursor: pointer;
  }
  summary::before {
    inline-size: 0.9em;
    content: '▸' / '';
  }
  :host(:dir(rtl)) summary::before {
    content: '◂' / '';
  }
  [open] > summary::before {
    content: '▾' / '' !important;
  }
  table {
    inline-size: 100%;
    margin-block: 4px 12px;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  caption {
    padding-block: 4px;
    font-weight: 600;
    text-align: start;
  }
  th,
  td {
    padding: 4px 0;
    padding-inline-start: 6px;
    border-block-start: 1px solid var(--_line);
    font-weight: 400;
    text-align: end;
  }
  thead th {
    font-size: 0.86em;
    overflow-wrap: normal;
  }
  th:first-child {
    padding-inline: 0;
    text-align: start;
  }
  details ul {
    padding-block-end: 8px;
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_u) * 1) calc(var(--_u) * 2.5);
    align-items: center;
    padding: calc(var(--_u) * 2.5) calc(var(--_u) * 5);
    border-block-end: 1px solid color-mix(in oklab, var(--c) 22%, var(--_bg));
    background: color-mix(in oklab, var(--c) 9%, var(--_bg));
    font-size: 0.93em;
  }
  .bar > svg {
    color: var(--i);
  }
  .bar > .grow {
    flex-basis: 15em;
  }
  .bar b {
    display: inline;
  }
  .btn {
    min-block-size: 28px;
    padding-block: 3px;
    color: inherit;
    text-decoration: none;
  }
  .blank {
    display: grid;
    justify-items: center;
    gap: calc(var(--_u) * 2);
    padding: calc(var(--_u) * 8) calc(var(--_u) * 5) calc(var(--_u) * 10);
    text-align: center;
  }
  .blank h3 {
    color: inherit;
    font-size: 1.14em;
  }
  .blank p {
    max-inline-size: 34em;
    text-wrap-style: balance;
  }
  .ghost {
    display: grid;
    grid-template-columns: 2fr 3fr;
    gap: calc(var(--_u) * 6);
    padding: calc(var(--_u) * 5);
  }
  .ghost i {
    display: block;
    min-block-size: 12px;
    margin-block-end: calc(var(--_u) * 4);
    border-radius: var(--_r);
    background: var(--_line);
  }
  .ghost > i {
    min-block-size: 140px;
  }

  .inline {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 10px;
    align-items: center;
    padding: 6px 10px;
    border: 1px solid color-mix(in oklab, var(--c, var(--_grey)) 24%, var(--_bg));
    border-radius: var(--_r);
    background: var(--_bg);
    color: var(--_soft);
    font-size: 0.93em;
    font-variant-numeric: tabular-nums;
  }
  .inline .gauge {
    flex: 0 1 92px;
    min-inline-size: 56px;
    block-size: 6px;
  }
  .inline > span {
    flex: 1 1 8em;
  }
  .inline b {
    color: var(--_ink);
  }
`;
