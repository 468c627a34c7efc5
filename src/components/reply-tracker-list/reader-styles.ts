import { css } from 'lit';

/** What stands above the list: the menu of verdicts, and the mail that is read. */
export const readerStyles = css`
  .menu {
    position: fixed;
    inset: auto;
    inline-size: min(18em, calc(100vw - 16px));
    padding: 6px;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_r) * 1.25);
    background: var(--_bg);
    color: var(--_ink);
    box-shadow: 0 12px 32px -8px light-dark(#10182840, #000);
  }
  .menu p {
    padding: 6px 8px;
  }
  .menu .small {
    margin-block-start: 4px;
    border-block-start: 1px solid var(--_line);
  }
  .choice {
    display: flex;
    gap: calc(var(--_u) * 2.5);
    align-items: center;
    inline-size: 100%;
    min-block-size: 36px;
    padding: 4px 8px;
    border: 0;
    border-radius: var(--_r);
    background: none;
    text-align: start;
    cursor: pointer;
  }
  .choice > span:first-child {
    display: grid;
    color: var(--i);
  }
  .choice:is(:hover, :focus) {
    background: var(--_sunken);
  }
  .choice:focus-visible {
    outline-offset: -2px;
  }

  .reader {
    inline-size: min(46em, calc(100vw - 24px));
    max-block-size: min(44em, calc(100dvh - 32px));
    margin: auto;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_r) * 1.5);
    background: var(--_bg);
    color: var(--_ink);
    box-shadow: 0 24px 64px -16px light-dark(#10182866, #000);
  }
  .reader[open] {
    display: flex;
    flex-direction: column;
  }
  .reader::backdrop {
    background: #0f131c80;
  }
  .reader .head {
    flex-wrap: nowrap;
    align-items: start;
    gap: calc(var(--_u) * 3);
    padding: calc(var(--_u) * 4) calc(var(--_u) * 5);
  }
  .reader h3 {
    outline: none;
  }
  .reader h3 b {
    display: inline;
  }
  .words {
    flex: 1 1 auto;
    min-block-size: 8em;
    padding: calc(var(--_u) * 4) calc(var(--_u) * 5);
    border-block: 1px solid var(--_line);
    overflow: auto;
    outline-offset: -2px;
  }
  .words > * + * {
    margin-block-start: calc(var(--_u) * 3);
  }
  .plain {
    max-inline-size: 68ch;
    white-space: pre-wrap;
  }
  .foot {
    display: flex;
    gap: calc(var(--_u) * 3);
    align-items: end;
    padding: calc(var(--_u) * 3) calc(var(--_u) * 5);
    background: var(--_sunken);
    font-size: 0.93em;
  }
  .reasons {
    margin-block-start: 6px;
    padding-inline-start: 1.2em;
    list-style: disc;
  }
  .foot .line {
    display: flex;
    flex: none;
    gap: 4px 8px;
  }
`;
