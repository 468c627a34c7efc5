import { css } from 'lit';

/** One mail in its row, as it stands where there is little room. */
export const rowStyles = css`
  .mail {
    --_start: calc(var(--_pad) + 34px + var(--_u) * 3);
    position: relative;
    display: grid;
    grid-template: 1.5em 1.75em 1.5em auto / 1fr auto;
    column-gap: calc(var(--_u) * 2);
    align-content: start;
    block-size: calc(var(--_row) - 1px);
    padding: calc(var(--_u) * 3) var(--_pad) 0 var(--_start);
    overflow: clip;
  }
  :host(:dir(rtl)) .mail {
    padding-inline: var(--_start) var(--_pad);
  }
  .thread:hover,
  .thread:focus-within {
    background: var(--_sunken);
  }
  .mail.unread::before,
  .earlier.unread::before {
    content: '';
    position: absolute;
    inset-inline-start: calc(var(--_pad) / 2 - 4px);
    inset-block-start: calc(var(--_u) * 3 + 13px);
    inline-size: 7px;
    block-size: 7px;
    border-radius: 50%;
    background: var(--_accent);
  }
  .mark {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 34px;
    block-size: 34px;
    border: 1px solid color-mix(in oklab, var(--c) 28%, var(--_bg));
    border-radius: 50%;
    background: color-mix(in oklab, var(--c) 9%, var(--_bg));
    color: var(--i);
  }
  .mark.open {
    border: 1.5px dashed var(--i);
  }
  .mail > .mark {
    position: absolute;
    inset-block-start: calc(var(--_u) * 3);
    inset-inline-start: var(--_pad);
  }
  .who,
  .chips {
    display: flex;
    gap: calc(var(--_u) * 2);
    align-items: baseline;
    overflow: hidden;
    white-space: nowrap;
  }
  .who {
    grid-area: 1 / 1;
  }
  .who b,
  .address,
  .mailbox {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .subject b {
    font-weight: 500;
  }
  .who b {
    flex: 0 1 auto;
    font-weight: 500;
  }
  .who .address {
    flex: 0 100 auto;
    font-size: 0.93em;
  }
  .unread .who b,
  .unread .subject,
  .unread .subject b,
  .earlier.unread b {
    font-weight: 650;
  }
  .chips {
    grid-area: 2 / 1 / auto / -1;
    align-items: center;
    gap: 5px;
  }
  .mail .chip {
    flex: none;
    padding: 0 8px;
    line-height: 1.45;
  }
  .mail .mailbox {
    flex: 0 1 auto;
  }
  time {
    grid-area: 1 / 2;
    color: var(--_soft);
    font-size: 0.86em;
    font-variant-numeric: tabular-nums;
    line-height: 1.75;
    white-space: nowrap;
  }
  .unread time {
    color: color-mix(in oklab, var(--_accent) 70%, var(--_ink));
    font-weight: 600;
  }
  .subject {
    grid-area: 3 / 1 / auto / -1;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .open-mail {
    max-inline-size: 100%;
    padding: 0;
    border: 0;
    background: none;
    font-weight: inherit;
    text-align: start;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    vertical-align: bottom;
    cursor: pointer;
  }
  /* The whole row opens the mail; its other controls stand above. */
  .open-mail::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  .open-mail:focus-visible {
    outline: none;
  }
  .open-mail:focus-visible::after {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  .why {
    grid-area: 4 / 1 / auto / -1;
    display: flex;
    gap: 5px;
    align-items: start;
    color: var(--_soft);
    font-size: 0.86em;
    line-height: 1.45;
  }
  .why svg {
    margin-block-start: 0.16em;
  }
  .why span {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .why b {
    color: var(--_ink);
    font-weight: 550;
  }
  .handled .who b,
  .handled .subject {
    color: var(--_soft);
  }
  .tools {
    position: absolute;
    z-index: 1;
    inset-block-end: 6px;
    inset-inline-end: var(--_pad);
    display: flex;
    gap: 2px;
    align-items: center;
    padding: 2px;
    border: 1px solid var(--_line);
    border-radius: var(--_r);
    background: var(--_bg);
    box-shadow: 0 2px 8px -3px light-dark(#10182833, #000);
    visibility: hidden;
  }
  .thread:is(:hover, :focus-within) .tools,
  .tools:has([aria-expanded='true']) {
    visibility: visible;
  }
  @media (hover: none) {
    .thread:not(:focus-within) .tools {
      visibility: hidden;
    }
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
  .tool:hover,
  .tool[aria-expanded='true'] {
    background: color-mix(in oklab, var(--_grey) 12%, var(--_bg));
    color: var(--_ink);
  }
  .tool[aria-pressed='true'] {
    color: color-mix(in oklab, var(--_good) 70%, var(--_ink));
  }
`;
