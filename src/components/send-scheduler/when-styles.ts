import { css } from 'lit';

/** The choice of the time, and what will happen. */
export const whenStyles = css`
  .when {
    display: grid;
    gap: calc(var(--_u) * 2);
    padding: 0;
    border: 0;
  }
  legend {
    margin-block-end: calc(var(--_u) * 2);
    padding: 0;
    font-weight: 600;
  }
  .slots {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5em), 1fr));
    gap: calc(var(--_u) * 2);
  }
  .slot {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 0 8px;
    align-items: center;
    align-content: center;
    padding: 8px calc(var(--_u) * 2.5);
    border: 1px solid color-mix(in oklab, var(--_grey) 32%, var(--_bg));
    border-radius: var(--_r);
    background: var(--_bg);
    line-height: 1.35;
    cursor: pointer;
  }
  .slot input {
    grid-row: span 2;
    margin: 0;
  }
  .slot b {
    font-weight: 550;
  }
  .slot span {
    color: var(--_soft);
    font-size: 0.86em;
    font-variant-numeric: tabular-nums;
  }
  .slot:has(:checked) {
    border-color: var(--_accent);
    background: color-mix(in oklab, var(--_accent) 8%, var(--_bg));
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .slot:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .slot :focus-visible {
    outline: none;
  }
  .other {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_u) * 2);
    align-items: end;
  }
  .field {
    display: grid;
    flex: 1 1 8em;
    gap: 2px;
    font-size: 0.93em;
  }
  .mail .field {
    flex: 0 1 9em;
  }
  .wide {
    flex-basis: 100%;
  }
  .field span {
    color: var(--_soft);
  }
  .field input,
  .field select {
    inline-size: 100%;
    min-block-size: 34px;
    padding: 3px 9px;
    border: 1px solid var(--_edge);
    border-radius: var(--_r);
    background: var(--_bg);
    color: inherit;
    font: inherit;
  }
  .mail .field input {
    min-block-size: 30px;
  }
  .plan .note {
    background: color-mix(in oklab, var(--c) 9%, var(--_bg));
  }
  .forecast {
    display: grid;
    gap: calc(var(--_u) * 2.5);
    padding: calc(var(--_u) * 3.5);
    border: 1px solid var(--_line);
    border-radius: var(--_r);
    background: var(--_bg);
  }
  .forecast[hidden],
  .forecast:empty {
    display: none;
  }
  .asking .sum {
    color: var(--_soft);
  }
  .sum {
    font-size: 1.07em;
    font-weight: 600;
    line-height: 1.35;
    font-variant-numeric: tabular-nums;
  }
  .days {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr) max-content;
    gap: 6px calc(var(--_u) * 3);
  }
  .day {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: center;
    font-size: 0.93em;
    font-variant-numeric: tabular-nums;
  }
  .track {
    inline-size: 100%;
    block-size: 14px;
    border-radius: 4px;
    stroke: none;
    fill: color-mix(in oklab, var(--_grey) 12%, var(--_bg));
    overflow: hidden;
  }
  .track .leaves {
    fill: var(--_accent);
  }
  :host(:dir(rtl)) .track {
    transform: scaleX(-1);
  }
  @media (forced-colors: active) {
    .slot:has(:checked) {
      outline: 3px solid Highlight;
    }
    .track {
      border: 1px solid CanvasText;
      fill: Canvas;
    }
    .track .leaves {
      fill: Highlight;
      forced-color-adjust: none;
    }
  }
`;
