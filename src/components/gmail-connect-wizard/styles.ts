import { css } from 'lit';

/**
 * The sheet and its bars, the pieces of the steps, the standing card. Narrow is the ground rule; how much is wide enough
 * grows with the text.
 */
export const styles = css`
  .sheet + .sheet {
    margin-block-start: calc(var(--_u) * 3);
  }
  .head,
  .part,
  .foot,
  .progress {
    padding: calc(var(--_u) * 4) var(--_pad);
  }
  .head {
    padding-block-end: calc(var(--_u) * 3);
  }
  .head h2 {
    font-size: 1.4em;
  }
  .part + .part,
  .foot {
    border-block-start: 1px solid var(--_line);
  }
  .actions {
    display: flex;
    flex: 1 1 100%;
    flex-direction: column-reverse;
    gap: calc(var(--_u) * 2);
  }
  .trust {
    flex: 1 1 20em;
    font-size: 0.86em;
    line-height: 1.4;
    text-wrap-style: balance;
  }
  .status:not(:has(span:not(:empty))) {
    display: none;
  }
  /* A place for what may be announced takes no room until then. */
  [role]:empty {
    position: absolute;
  }

  .benefits {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, max(210px, 34%)), 1fr));
    gap: calc(var(--_u) * 2);
  }
  .choice:has(:checked) {
    border-color: var(--_accent);
    background: color-mix(in oklab, var(--_accent) 8%, var(--_bg));
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  [type='radio'] {
    inline-size: 18px;
    block-size: 18px;
    accent-color: var(--_accent);
  }
  .tab {
    justify-self: start;
    padding: 8px 10px;
    border: 0;
    border-block-end: 2px solid var(--_accent);
    background: none;
    font-weight: 600;
    cursor: pointer;
  }
  .box,
  .message {
    border: 1px solid var(--_line);
    border-radius: var(--_r);
    overflow: clip;
  }
  .box > * {
    padding: calc(var(--_u) * 2) calc(var(--_u) * 3);
  }
  .box > * + * {
    border-block-start: 1px solid var(--_line);
  }
  .box.says > * {
    padding: 0;
  }
  .says .row {
    padding-block: calc(var(--_u) * 2);
    border: 0;
    outline-offset: -3px;
  }
  .consent {
    box-shadow: 0 8px 24px -10px light-dark(#10182840, #000);
  }
  .consent i {
    padding: 3px;
    border-radius: 5px;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .consent svg,
  .progress svg {
    display: block;
  }
  .code {
    inline-size: 100%;
    max-inline-size: 14em;
    padding: 8px 12px;
    border: 1px solid var(--_edge);
    border-radius: var(--_r);
    background: var(--_bg);
    font: 600 1.14em ui-monospace, monospace;
    letter-spacing: 0.14em;
    text-transform: uppercase;
  }
  .wrong {
    color: var(--i);
  }
  .message {
    padding: calc(var(--_u) * 3);
    background: var(--_sunken);
    font: 0.86em / 1.6 ui-monospace, monospace;
    user-select: all;
  }
  .permissions li,
  .there li,
  .status,
  .trust {
    align-items: start;
  }
  .permissions li {
    flex-wrap: wrap;
  }
  .permissions .grow {
    flex-basis: 8em;
  }
  .permissions svg {
    margin-block-start: 2px;
    color: var(--i);
  }

  @container (min-width: 33em) {
    .sheet {
      --_pad: calc(var(--_u) * 6);
    }
    .actions {
      flex: 0 1 auto;
      flex-flow: wrap;
      justify-content: end;
      min-block-size: 36px;
      margin-inline-start: auto;
    }
  }
  @container (min-width: 43em) {
    .main {
      display: grid;
      grid-template-columns: 16em 1fr;
      border-block: 1px solid var(--_line);
    }
    .main + .foot {
      border: 0;
    }
    .step {
      min-block-size: 340px;
      padding-block: calc(var(--_u) * 6);
    }
  }
  @media (forced-colors: active) {
    .choice:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`;
