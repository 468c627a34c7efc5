import { css } from 'lit';

/** The sheet and the numbers. */
export const styles = css`
  :host {
    --_ours: var(--_accent);
    --_out: color-mix(in oklab, var(--_grey) 62%, var(--_bg));
    --_plan: color-mix(in oklab, var(--_accent) 12%, var(--_bg));
    --_hatch: color-mix(in oklab, var(--_accent) 75%, var(--_bg));
  }
  .calm {
    --c: var(--_grey);
    --i: var(--_soft);
  }
  .grid {
    display: grid;
    gap: calc(var(--_u) * 5);
    padding: calc(var(--_u) * 5);
  }
  .numbers,
  .made {
    display: grid;
    gap: calc(var(--_u) * 4);
    align-content: start;
  }
  .made {
    gap: calc(var(--_u) * 2);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 2px calc(var(--_u) * 2);
    align-items: center;
  }
  .head > p,
  .head > select {
    flex: 1 0 100%;
  }
  .head:has(~ .blank, ~ .ghost) {
    padding: calc(var(--_u) * 5) calc(var(--_u) * 5) 0;
  }
  h2 {
    font-size: 0.93em;
    font-weight: 550;
    color: var(--_soft);
  }
  select {
    min-block-size: 28px;
    margin-block: 2px;
    border: 1px solid var(--_edge);
    border-radius: var(--_r);
    background: var(--_bg);
    color: inherit;
    font: inherit;
  }
  .left {
    margin-block: 4px 2px;
    font-size: 2.14em;
    font-weight: 600;
    line-height: 1.15;
    letter-spacing: -0.025em;
    font-variant-numeric: tabular-nums;
  }
  .left small {
    font-size: 0.53em;
    font-weight: 500;
    letter-spacing: -0.01em;
    color: var(--_soft);
  }
  .gauge {
    display: flex;
    gap: 2px;
    block-size: 10px;
    border-radius: 5px;
    background: var(--_line);
    overflow: hidden;
  }
  .ours {
    background: var(--_ours);
  }
  .out {
    background: var(--_out);
  }
  .plan {
    background: repeating-linear-gradient(115deg, var(--_hatch) 0 1.5px, var(--_plan) 1.5px 4px);
    box-shadow: inset 0 0 0 1px var(--_hatch);
  }
  .gone {
    background: var(--_line);
  }
  .free {
    box-shadow: inset 0 0 0 1px var(--_edge);
  }
  .maybe {
    flex: 1;
    background: repeating-linear-gradient(115deg, #0000 0 3px, var(--_edge) 3px 4px);
    opacity: 0.6;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 2px calc(var(--_u) * 4);
    color: var(--_soft);
    font-size: 0.86em;
  }
  .key li,
  figcaption {
    display: flex;
    gap: 6px;
    align-items: center;
  }
  .key i,
  figcaption i {
    flex: none;
    inline-size: 10px;
    block-size: 10px;
    border-radius: 3px;
  }
  .key b {
    color: var(--_ink);
    font-variant-numeric: tabular-nums;
  }
  h3 {
    font-size: 0.86em;
    color: var(--_soft);
  }
  .back li {
    display: grid;
    grid-template-columns: minmax(4em, max-content) minmax(0, 1fr) auto;
    gap: calc(var(--_u) * 3);
    align-items: center;
    padding-block: 3px;
    font-size: 0.93em;
    font-variant-numeric: tabular-nums;
  }
  .back time {
    color: var(--_soft);
  }
  .back i {
    block-size: 4px;
    border-radius: 2px;
    background: color-mix(in oklab, var(--_good) 70%, var(--_bg));
  }
  .back b {
    color: color-mix(in oklab, var(--_good) 70%, var(--_ink));
  }
`;
