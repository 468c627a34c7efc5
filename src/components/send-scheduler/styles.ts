import { css } from 'lit';

/** The sheet, its head, the kinds, what is not as usual, and what stands where there are no rows. */
export const styles = css`
  :host {
    --_away: var(--gck-away, light-dark(#6a3fc4, #a78bf0));
  }
  .away {
    --c: var(--_away);
    --i: color-mix(in oklab, var(--c) 75%, var(--_ink));
  }
  .calm {
    --c: var(--_grey);
    --i: var(--_soft);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_u) * 1) calc(var(--_u) * 3);
    align-items: center;
    padding: calc(var(--_u) * 3.5) var(--_pad);
    border-block-end: 1px solid var(--_line);
  }
  .head h2 {
    flex: 1;
  }
  .numbers {
    flex: 1 0 100%;
    order: 1;
    font-variant-numeric: tabular-nums;
  }
  .numbers:empty {
    display: none;
  }
  #heading:focus {
    outline: none;
  }
  .small-btn {
    min-block-size: 30px;
    padding: 3px 11px;
    font-size: 0.93em;
    color: inherit;
    text-decoration: none;
  }
  .tool {
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    padding: 0;
    border: 0;
    border-radius: calc(var(--_r) * 0.75);
    background: none;
    color: var(--_soft);
    cursor: pointer;
  }
  .tool:hover {
    background: color-mix(in oklab, var(--_grey) 12%, var(--_bg));
    color: var(--_ink);
  }
  .kinds {
    display: flex;
    gap: 2px;
    padding: calc(var(--_u) * 2) var(--_pad);
    overflow-x: auto;
    scrollbar-width: none;
    border-block-end: 1px solid var(--_line);
  }
  .kind {
    flex: none;
    min-block-size: 30px;
    padding: 2px 10px;
    border: 1px solid transparent;
    border-radius: 99px;
    background: none;
    white-space: nowrap;
    cursor: pointer;
  }
  .kind span {
    margin-inline-start: 3px;
    color: var(--_soft);
    font-size: 0.86em;
    font-variant-numeric: tabular-nums;
  }
  .kind:hover {
    background: var(--_sunken);
  }
  .kind[aria-pressed='true'] {
    --i: color-mix(in oklab, var(--_accent) 70%, var(--_ink));
    border-color: color-mix(in oklab, var(--_accent) 30%, var(--_bg));
    background: color-mix(in oklab, var(--_accent) 9%, var(--_bg));
    color: var(--i);
    font-weight: 600;
  }
  .kind[aria-pressed='true'] span {
    color: var(--i);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_u) * 1) calc(var(--_u) * 2.5);
    align-items: center;
    padding: calc(var(--_u) * 2.5) var(--_pad);
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
  .foot {
    padding: calc(var(--_u) * 3) var(--_pad);
    border-block-start: 1px solid var(--_line);
  }
  .fetching {
    padding: calc(var(--_u) * 10) var(--_pad);
    justify-content: center;
  }
  .blank {
    display: grid;
    justify-items: center;
    gap: calc(var(--_u) * 2);
    padding: calc(var(--_u) * 10) var(--_pad) calc(var(--_u) * 11);
    text-align: center;
  }
  .blank p {
    max-inline-size: 34em;
    text-wrap-style: balance;
  }
  .blank .btn {
    margin-block-start: calc(var(--_u) * 2);
    text-decoration: none;
  }
  .blank .btn:not(.solid) {
    color: inherit;
  }
  .ghost {
    display: grid;
    grid-template-columns: 6em 1fr;
    gap: calc(var(--_u) * 5);
    padding: calc(var(--_u) * 5) var(--_pad);
    border-block-end: 1px solid var(--_line);
  }
  .ghost i {
    block-size: 12px;
    border-radius: 9px;
    background: var(--_line);
  }
  .ghost i + i {
    inline-size: 60%;
  }
  .toast {
    position: sticky;
    inset-block-end: calc(var(--_u) * 3);
    z-index: 2;
    display: flex;
    gap: calc(var(--_u) * 4);
    align-items: center;
    justify-content: space-between;
    margin-block-start: calc(var(--_u) * 3);
    padding: calc(var(--_u) * 2) calc(var(--_u) * 4);
    border-radius: var(--_r);
    background: var(--_ink);
    color: var(--_bg);
    font-variant-numeric: tabular-nums;
    box-shadow: 0 8px 24px -8px light-dark(#10182855, #000);
  }
  .toast .link {
    min-inline-size: 44px;
    justify-content: center;
    color: inherit;
  }
  .toast :focus-visible {
    outline-color: currentColor;
  }
  @container (min-width: 30em) {
    .sheet {
      --_pad: calc(var(--_u) * 5);
    }
    .numbers {
      flex: 1;
      order: 0;
    }
    .head h2:has(+ .numbers:not(:empty)) {
      flex: none;
    }
  }
  @media (forced-colors: active) {
    .kind[aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .toast {
      border: 1px solid CanvasText;
    }
  }
`;
