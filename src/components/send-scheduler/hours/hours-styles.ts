import { css } from 'lit';

/** The form of the sending hours: one column, as wide as it can be read. */
export const hoursStyles = css`
  .hours {
    display: grid;
    gap: calc(var(--_u) * 5);
    max-inline-size: 36em;
    padding: calc(var(--_u) * 5) var(--_pad);
  }
  .zone {
    display: grid;
    gap: calc(var(--_u) * 1);
  }
  .hours .field {
    flex: 0 1 9em;
  }
  .hours .wide {
    flex-basis: 100%;
  }
  .hours [aria-invalid='true'] {
    border-color: var(--_warn);
  }
  .week {
    display: grid;
    grid-template-columns: repeat(7, minmax(0, 1fr));
    max-inline-size: 30em;
    border: 1px solid var(--_edge);
    border-radius: var(--_r);
    overflow: clip;
  }
  .weekday {
    position: relative;
    display: grid;
    place-items: center;
    min-block-size: 38px;
    padding-inline: 1px;
    font-size: 0.93em;
    overflow-wrap: normal;
    cursor: pointer;
  }
  .weekday + .weekday {
    border-inline-start: 1px solid var(--_line);
  }
  .weekday input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .weekday:hover {
    background: var(--_sunken);
  }
  .weekday:has(:checked) {
    background: color-mix(in oklab, var(--_accent) 12%, var(--_bg));
    color: color-mix(in oklab, var(--_accent) 70%, var(--_ink));
    font-weight: 600;
  }
  .weekday:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  .hours .link {
    font-weight: 500;
  }
  .hours .link[aria-disabled] {
    color: var(--_soft);
    text-decoration: none;
    cursor: default;
  }
  .ends {
    display: flex;
    gap: calc(var(--_u) * 2);
  }
  @media (forced-colors: active) {
    .weekday:has(:checked) {
      outline: 3px solid Highlight;
      outline-offset: -3px;
    }
  }
`;
