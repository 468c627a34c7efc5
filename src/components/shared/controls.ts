import { css } from 'lit';

/** Base and controls that every element uses: text, buttons, links, notes, tiles, chips, fields. */
export const controls = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  :is(h2, h3, h4, p, ul, ol, dl, dd, fieldset, legend) {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  :is(ul, ol) {
    list-style: none;
  }
  :is(h2, h3, h4) {
    font-weight: 600;
    font-size: var(--_lg);
    line-height: 1.3;
    letter-spacing: -0.011em;
    text-wrap-style: balance;
  }
  p {
    text-wrap-style: pretty;
  }
  b {
    font-weight: 600;
  }
  svg {
    display: block;
    flex: none;
    inline-size: 1.15em;
    block-size: 1.15em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  :host(:dir(rtl)) .flip {
    transform: scaleX(-1);
  }
  .sr {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .soft {
    color: var(--_ink-2);
  }
  .small {
    font-size: var(--_sm);
    color: var(--_ink-2);
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  :is(h3, h4):focus-visible {
    outline-offset: 4px;
    border-radius: 2px;
  }
  button,
  input {
    font: inherit;
    color: inherit;
    margin: 0;
  }
  button,
  .link {
    cursor: pointer;
  }
  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_2);
    min-block-size: 36px;
    max-inline-size: 100%;
    padding: 7px 14px;
    border: 1px solid var(--gck-line-button, light-dark(#cdd2da, #3d434f));
    border-radius: var(--_r);
    background: var(--_bg);
    box-shadow: var(--_shadow);
    font-weight: 550;
    line-height: 1.35;
    transition: background var(--_fast);
  }
  .btn:hover,
  .row:hover {
    background: var(--_hover);
  }
  .primary {
    background: var(--_accent);
    border-color: transparent;
    color: var(--_on-accent);
  }
  .primary:hover {
    background: var(--_accent-hover);
  }
  .quiet {
    border-color: transparent;
    background: none;
    box-shadow: none;
    color: var(--_ink-2);
  }
  .danger,
  .danger:hover {
    background: var(--_bad);
    border-color: transparent;
    color: #fff;
  }
  .btn[aria-disabled] {
    background: var(--_sunken);
    border-color: var(--_line);
    color: var(--_ink-3);
    box-shadow: none;
    cursor: default;
  }
  .link {
    display: inline-flex;
    align-items: center;
    gap: var(--_u);
    min-block-size: 24px;
    min-inline-size: 24px;
    padding: 2px 0;
    border: 0;
    background: none;
    font-weight: 550;
    color: var(--i, var(--_accent-ink));
    text-align: start;
    text-decoration: underline 1px var(--l, var(--_accent-line));
    text-underline-offset: 3px;
  }
  .link:hover {
    text-decoration-color: currentColor;
  }
  .row {
    display: flex;
    align-items: center;
    gap: var(--_3);
    inline-size: 100%;
    padding: var(--_3);
    border: 1px solid var(--_line);
    border-radius: var(--_r);
    background: var(--_bg);
    color: inherit;
    text-align: start;
    text-decoration: none;
  }
  .grow {
    flex: 1;
    min-inline-size: 0;
  }
  .good {
    --i: var(--_good-ink);
    --t: var(--_good-tint);
    --l: var(--_good-line);
  }
  .warn {
    --i: var(--_warn-ink);
    --t: var(--_warn-tint);
    --l: var(--_warn-line);
  }
  .bad {
    --i: var(--_bad-ink);
    --t: var(--_bad-tint);
    --l: var(--_bad-line);
  }
  .accent {
    --i: var(--_accent-ink);
    --t: var(--_accent-tint);
    --l: var(--_accent-line);
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    padding: 1px 9px 1px 7px;
    min-block-size: 22px;
    border: 1px solid var(--l, var(--_line));
    border-radius: 99px;
    background: var(--t, var(--_sunken));
    color: var(--i, var(--_ink-2));
    font-size: var(--_xs);
    font-weight: 550;
  }
  .note {
    display: flex;
    gap: var(--_3);
    padding: var(--_3) var(--_4) var(--_3) var(--_3);
    border: 1px solid var(--l, var(--_line));
    border-radius: var(--_r);
    background: var(--t, var(--_sunken));
    font-size: var(--_sm);
  }
  .note > svg {
    color: var(--i, var(--_ink-3));
    margin-block-start: 2px;
  }
  .tile {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 40px;
    block-size: 40px;
    border: 1px solid var(--l, var(--_line));
    border-radius: var(--_r);
    background: var(--t, var(--_sunken));
    color: var(--i, var(--_ink-2));
  }
  .skeleton {
    block-size: 12px;
    border-radius: var(--_r-sm);
    background: var(--_line);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.4;
    }
  }
  .spin {
    inline-size: 1em;
    block-size: 1em;
    flex: none;
    border: 2px solid var(--_accent-line);
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
    *,
    ::before {
      animation: none !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    .primary,
    .danger {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .btn,
    .tile,
    .skeleton {
      border: 1px solid;
    }
    .btn[aria-disabled] {
      color: GrayText;
    }
    .spin {
      border-color: GrayText;
      border-block-start-color: Highlight;
    }
  }
`;
