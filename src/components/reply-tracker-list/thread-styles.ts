import { css } from 'lit';

/**
 * The rows. Each part of a conversation has a height that depends on density, width and size of text alone, and stands as
 * a property, so that the ruler in the list measures what the rows have. What does not fit is cut off, and read in whole where
 * the mail is opened. One conversation is --_row, then --_ask, --_fold and --_earlier as it has them.
 */
export const threadStyles = css`
  .around {
    position: relative;
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    min-block-size: 0;
  }
  .above {
    position: absolute;
    z-index: 2;
    inset-block-start: 8px;
    inset-inline: 0;
    inline-size: max-content;
    min-block-size: 30px;
    margin-inline: auto;
    padding: 2px 14px;
    border-radius: 99px;
    box-shadow: 0 4px 14px -4px #0008;
  }
  .scroll {
    --_row: calc(var(--_u) * 6 + 7.3em);
    --_ask: calc(var(--_u) * 3 + 30px + 0.4em);
    --_fold: max(32px, 2.3em);
    --_earlier: max(40px, 2.6em);
    position: relative;
    flex: 1 1 auto;
    max-block-size: var(--gck-list-height, min(75vh, 48em));
    overflow-x: clip;
    overflow-y: auto;
    overscroll-behavior-y: contain;
    /* What comes above is made up for by the element itself; twice would jump. */
    overflow-anchor: none;
  }
  .dense .scroll {
    --_row: calc(var(--_u) * 4 + 4.8em);
  }
  .ruler {
    position: absolute;
    visibility: hidden;
  }
  .ruler i {
    display: block;
    block-size: var(--_row);
  }
  .ruler i:nth-child(2) {
    block-size: var(--_ask);
  }
  .ruler i:nth-child(3) {
    block-size: var(--_fold);
  }
  .ruler i:nth-child(4) {
    block-size: var(--_earlier);
  }
  .rows {
    outline: none;
  }
  .thread {
    position: relative;
    contain: layout style;
    border-block-end: 1px solid var(--_line);
  }
  .thread:focus-visible {
    outline-offset: -2px;
  }
  .ask,
  .fold {
    position: relative;
    display: flex;
    gap: calc(var(--_u) * 4);
    align-items: center;
    padding-block-end: calc(var(--_u) * 2);
    padding-inline: calc(var(--_pad) + 34px + var(--_u) * 3) var(--_pad);
  }
  .ask > * {
    flex: none;
    white-space: nowrap;
  }
  .ask {
    block-size: var(--_ask);
  }
  .fold {
    block-size: var(--_fold);
  }
  .fold .link {
    gap: 4px;
    font-size: 0.93em;
    text-decoration: none;
  }
  .fold .link:hover {
    text-decoration: underline;
  }
  .fold span {
    display: grid;
    rotate: 90deg;
  }
  .fold .up,
  :host(:dir(rtl)) .fold span {
    rotate: -90deg;
  }
  :host(:dir(rtl)) .fold .up {
    rotate: 90deg;
  }
  .earlier {
    position: relative;
    display: flex;
    gap: calc(var(--_u) * 2);
    align-items: center;
    block-size: var(--_earlier);
    padding-inline: calc(var(--_pad) + 34px + var(--_u) * 3) var(--_pad);
  }
  .earlier.unread::before {
    inset-block-start: calc(50% - 3.5px);
    inset-inline-start: calc(var(--_pad) + 24px);
  }
  .earlier .mark {
    inline-size: 24px;
    block-size: 24px;
    font-size: 0.8em;
  }
  .earlier .open-mail {
    flex: 1;
  }
  .earlier b {
    font-weight: 500;
  }
`;
