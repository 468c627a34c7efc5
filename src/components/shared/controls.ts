import { css } from 'lit';

/** Text, buttons, links, rows, notes, chips and tiles, as every element uses them. `--c` is the colour of a meaning. */
export const controls = css`
  * {
    box-sizing: border-box;
    margin: 0;
    min-inline-size: 0;
    /* Words of a language we do not have stand in English, whatever the direction of the page. */
    unicode-bidi: plaintext;
  }
  ul,
  ol {
    padding: 0;
    list-style: none;
  }
  h2,
  h3 {
    font-size: 1.14em;
    font-weight: 600;
    line-height: 1.3;
    letter-spacing: -0.011em;
    text-wrap: balance;
  }
  p {
    text-wrap-style: pretty;
  }
  b,
  .btn,
  .link {
    font-weight: 600;
  }
  svg {
    flex: none;
    inline-size: 1.15em;
    block-size: 1.15em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  :host(:dir(rtl)) .root {
    text-align: right;
  }
  :host(:dir(rtl)) .flip {
    transform: scaleX(-1);
  }
  .soft,
  .small {
    color: var(--_soft);
  }
  .small {
    font-size: 0.93em;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  button,
  input {
    font: inherit;
    color: inherit;
  }
  .flow,
  .part {
    display: grid;
    gap: calc(var(--_u) * 3);
    align-content: start;
  }
  .line,
  .btn,
  .link,
  .chip,
  .row,
  .note {
    display: flex;
    gap: calc(var(--_u) * 2);
    align-items: center;
  }
  .wrap {
    flex-wrap: wrap;
  }
  .grow {
    flex: 1;
  }
  .wrap > .grow {
    flex-basis: 14em;
  }
  .grow > * {
    display: block;
  }
  .btn {
    justify-content: center;
    min-block-size: 36px;
    padding: 6px 14px;
    border: 1px solid var(--_line);
    border-block-end-color: color-mix(in oklab, var(--_grey) 40%, var(--_bg));
    border-radius: var(--_r);
    background: var(--_bg);
    line-height: 1.3;
    cursor: pointer;
  }
  .btn:hover,
  .row:hover {
    background: var(--_sunken);
  }
  .solid,
  .solid:hover {
    background: var(--c);
    border-color: transparent;
    color: var(--_on-accent);
  }
  .solid:hover {
    background: color-mix(in oklab, var(--c) 88%, #000);
  }
  .btn[aria-disabled] {
    background: var(--_sunken);
    border-color: var(--_line);
    color: var(--_soft);
    cursor: default;
  }
  .link {
    display: inline-flex;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--i);
    text-align: inherit;
    text-decoration: underline 1px;
    text-underline-offset: 3px;
    cursor: pointer;
  }
  .row {
    inline-size: 100%;
    padding: calc(var(--_u) * 3);
    gap: calc(var(--_u) * 3);
    border: 1px solid var(--_line);
    border-radius: var(--_r);
    background: var(--_bg);
    color: inherit;
    text-align: inherit;
    text-decoration: none;
    cursor: pointer;
  }
  .accent,
  .link {
    --c: var(--_accent);
  }
  .good {
    --c: var(--_good);
  }
  .warn {
    --c: var(--_warn);
  }
  .bad {
    --c: var(--_bad);
  }
  .good,
  .warn,
  .bad,
  .accent,
  .link {
    --i: color-mix(in oklab, var(--c) 70%, var(--_ink));
  }
  .chip,
  .note,
  .tile {
    border: 1px solid color-mix(in oklab, var(--c, var(--_grey)) 24%, var(--_bg));
    border-radius: var(--_r);
    background: color-mix(in oklab, var(--c, var(--_grey)) 8%, var(--_bg));
  }
  .chip {
    gap: 5px;
    padding: 1px 9px 1px 7px;
    border-radius: 99px;
    font-size: 0.86em;
  }
  .chip,
  .tile,
  .note > svg {
    color: var(--i, var(--_soft));
  }
  .note {
    align-items: start;
    padding: calc(var(--_u) * 3);
    font-size: 0.93em;
  }
  .tile {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: calc(18px + 1.3em);
    block-size: calc(18px + 1.3em);
    margin-inline-end: var(--_u);
  }
  .spin {
    flex: none;
    inline-size: 1em;
    block-size: 1em;
    margin-block: 0.25em;
    border: 2px solid var(--_line);
    border-block-start-color: var(--_accent);
    border-radius: 50%;
    animation: spin 0.9s linear infinite;
  }
  @keyframes spin {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spin {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .solid {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .btn[aria-disabled] {
      color: GrayText;
    }
  }
`;
