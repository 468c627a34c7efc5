import { css } from 'lit';

/** One mail: chip, who and what, time; below it the reason and what can be done. Columns are common to all rows. */
export const rowStyles = css`
  .rows {
    display: grid;
  }
  .mail {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px calc(var(--_u) * 3);
    align-items: start;
    padding: calc(var(--_u) * 3) var(--_pad);
  }
  .mail:focus-visible {
    outline-offset: -2px;
  }
  .mail + .mail {
    border-block-start: 1px solid var(--_line);
  }
  .mail .chip {
    grid-area: 2 / 1;
    justify-self: start;
    margin-block: 3px;
    white-space: nowrap;
  }
  .mail .spin {
    margin: 0;
    border-width: 1.5px;
    border-block-start-color: currentColor;
  }
  .who {
    grid-area: 1 / 1;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .who b {
    margin-inline-end: 4px;
  }
  .mail time {
    grid-area: 1 / 2;
    color: var(--_soft);
    font-size: 0.93em;
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }
  .why {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_u) * 3);
    align-items: center;
    color: var(--_soft);
    font-size: 0.93em;
  }
  .why .link {
    font-weight: 500;
    text-decoration-color: color-mix(in oklab, var(--i) 35%, var(--_bg));
  }
  .moves {
    grid-area: 2 / 2;
    display: flex;
    align-self: center;
    justify-self: end;
    margin-inline-end: -6px;
  }
  .moves .tool[aria-disabled] {
    opacity: 0.35;
    cursor: default;
  }
  .why .link:hover {
    text-decoration-color: currentColor;
  }
  .why > .note {
    flex: 1 1 100%;
    margin-block: 6px;
    color: var(--_ink);
    font-size: 1em;
  }
  .note .grow {
    display: grid;
    gap: 6px;
  }
  .grow > .line {
    display: flex;
  }
  .why b {
    color: var(--_ink);
    font-weight: 550;
  }
  /* Decided here, and not at the service yet. */
  .local {
    background: repeating-linear-gradient(135deg, #0000 0 9px, color-mix(in oklab, var(--_accent) 5%, var(--_bg)) 9px 18px);
  }
  .mail > .other {
    grid-column: 1 / -1;
    margin-block-start: 6px;
  }
  @container (min-width: 40em) {
    .rows {
      grid-template-columns: max-content minmax(0, 1fr) max-content;
    }
    .mail {
      grid-column: 1 / -1;
      grid-template-columns: subgrid;
      column-gap: calc(var(--_u) * 5);
    }
    .mail .chip {
      grid-area: 1 / 1;
      margin: 0;
    }
    .who {
      grid-area: 1 / 2;
    }
    .mail time {
      grid-area: 1 / 3;
    }
    .why,
    .mail > .other {
      grid-column: 2 / -1;
    }
    /* They stand over the end of the reason, which may be longer than the column beside the time. */
    .mail:has(.moves) .why {
      grid-row: 2;
      padding-inline-end: 82px;
    }
    .moves {
      grid-area: 2 / 3;
      align-self: start;
    }
  }
`;
