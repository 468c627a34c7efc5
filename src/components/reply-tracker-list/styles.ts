import { css } from 'lit';

/** The sheet, its head, and what narrows it. */
export const styles = css`
  :host {
    --_away: var(--gck-away, light-dark(#6a3fc4, #a78bf0));
  }
  .root,
  .sheet {
    max-block-size: inherit;
  }
  .sheet {
    display: flex;
    flex-direction: column;
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
    padding: calc(var(--_u) * 3.5) var(--_pad) calc(var(--_u) * 2.5);
  }
  .count {
    min-block-size: 24px;
    padding: 0 10px;
    font-variant-numeric: tabular-nums;
    cursor: pointer;
  }
  .count:hover {
    border-color: currentColor;
  }
  .count[aria-pressed='true'] {
    background: var(--_accent);
    border-color: transparent;
    color: var(--_on-accent);
  }
  .quiet {
    color: var(--_soft);
    font-size: 0.93em;
    font-weight: 400;
    text-decoration-color: transparent;
  }
  .quiet:hover,
  .quiet:focus-visible {
    text-decoration-color: currentColor;
  }
  .fresh {
    position: relative;
    display: flex;
    align-items: center;
    gap: 6px;
    margin-inline-start: auto;
    color: var(--_soft);
    font-size: 0.86em;
  }
  .fresh button {
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 24px;
    padding: 0 4px;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--_soft);
    cursor: help;
  }
  .fresh i {
    inline-size: 7px;
    block-size: 7px;
    border-radius: 50%;
    background: var(--c);
  }
  .fresh.calm i {
    background: none;
    box-shadow: inset 0 0 0 1.5px var(--c);
  }
  .tip {
    position: absolute;
    z-index: 3;
    inset-block-start: calc(100% + 4px);
    inset-inline-end: 0;
    inline-size: max-content;
    max-inline-size: 17em;
    padding: 6px 10px;
    border-radius: var(--_r);
    background: var(--_ink);
    color: var(--_bg);
    visibility: hidden;
  }
  .fresh button:is(:hover, :focus) + .tip {
    visibility: visible;
  }

  .narrow {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_u) * 2);
    padding: 0 var(--_pad) calc(var(--_u) * 3);
    border-block-end: 1px solid var(--_line);
  }
  .kinds {
    display: flex;
    gap: 2px;
    margin: -3px calc(var(--_u) * -1);
    padding: 3px calc(var(--_u) * 6) 3px calc(var(--_u) * 1);
    overflow-x: auto;
    scrollbar-width: none;
    mask-image: linear-gradient(to right, #000 calc(100% - 28px), #0000);
  }
  :host(:dir(rtl)) .kinds {
    mask-image: linear-gradient(to left, #000 calc(100% - 28px), #0000);
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
  .search {
    position: relative;
    display: block;
  }
  .search svg {
    position: absolute;
    inset-block-start: calc(50% - 0.575em);
    inset-inline-start: 10px;
    color: var(--_soft);
    pointer-events: none;
  }
  .search input {
    inline-size: 100%;
    min-block-size: 34px;
    padding: 4px 10px;
    padding-inline-start: calc(1.15em + 18px);
    border: 1px solid var(--_edge);
    border-radius: var(--_r);
    background: var(--_bg);
  }
  ::placeholder {
    color: var(--_soft);
    opacity: 1;
  }
  .small-btn {
    min-block-size: 30px;
    padding: 3px 11px;
    font-size: 0.93em;
  }

  @container (min-width: 30em) {
    .sheet {
      --_pad: calc(var(--_u) * 5);
    }
  }
  @container (min-width: 43em) {
    .narrow {
      flex-direction: row;
      align-items: center;
    }
    .kinds {
      flex: 1;
    }
    .search {
      flex: 0 0 17em;
    }
  }
  @media (forced-colors: active) {
    .kind[aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .fresh i,
    .mail.unread::before {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
