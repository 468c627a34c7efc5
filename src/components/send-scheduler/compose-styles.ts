import { css } from 'lit';

/** The form in which a mail is written. */
export const composeStyles = css`
  .writing {
    display: grid;
  }
  .letter,
  .plan {
    display: grid;
    gap: calc(var(--_u) * 4);
    align-content: start;
    padding: calc(var(--_u) * 4) var(--_pad) calc(var(--_u) * 5);
  }
  .plan {
    border-block-start: 1px solid var(--_line);
    background: var(--_sunken);
  }
  .mailbox {
    display: flex;
    flex-direction: column;
    border: 1px solid var(--_edge);
    border-radius: var(--_r);
    background: var(--_bg);
  }
  .mailbox:focus-within {
    border-color: var(--_accent);
  }
  .entry {
    display: grid;
    grid-template-columns: 4.4em minmax(0, 1fr) auto;
    gap: 0 calc(var(--_u) * 2);
    align-items: center;
    min-block-size: 42px;
    padding: 4px calc(var(--_u) * 3);
    border-block-end: 1px solid var(--_line);
  }
  .entry:has(.people) {
    align-items: start;
  }
  .entry:has(.people) > :not(.people) {
    min-block-size: 30px;
    align-content: center;
  }
  .entry > label {
    color: var(--_soft);
    font-size: 0.93em;
  }
  .entry input,
  .entry select,
  .text {
    inline-size: 100%;
    min-block-size: 30px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
  }
  .entry select {
    min-block-size: 32px;
  }
  select option {
    background: var(--_bg);
    color: var(--_ink);
  }
  .entry :focus-visible,
  .text:focus-visible {
    outline-offset: 1px;
    border-radius: 3px;
  }
  .people {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    align-items: center;
  }
  .people input {
    flex: 1 1 8em;
    inline-size: 8em;
  }
  .person {
    display: inline-flex;
    gap: 2px;
    align-items: center;
    max-inline-size: 100%;
    min-block-size: 26px;
    padding: 0 1px 0 9px;
    border: 1px solid color-mix(in oklab, var(--c, var(--_grey)) 24%, var(--_bg));
    border-radius: 99px;
    background: color-mix(in oklab, var(--c, var(--_grey)) 8%, var(--_bg));
    color: var(--i, inherit);
    font-size: 0.93em;
  }
  .person bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .person:not(:has(button)) {
    padding-inline-end: 9px;
  }
  :host(:dir(rtl)) .person {
    padding: 0 9px 0 1px;
  }
  .person button {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 24px;
    block-size: 24px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .person button:hover {
    background: color-mix(in oklab, var(--_grey) 16%, var(--_bg));
  }
  .person svg {
    inline-size: 0.95em;
    block-size: 0.95em;
  }
  .text {
    display: block;
    min-block-size: 12em;
    padding: calc(var(--_u) * 3);
    resize: vertical;
  }
  .option {
    display: flex;
    gap: calc(var(--_u) * 2.5);
    align-items: start;
    min-block-size: 24px;
    font-size: 0.93em;
    cursor: pointer;
  }
  input:is([type='checkbox'], [type='radio']) {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    margin-block-start: 0.2em;
    accent-color: var(--_accent);
  }
  .go {
    inline-size: 100%;
    min-block-size: 40px;
  }
  .go .spin {
    border-color: currentColor;
    border-block-start-color: #0000;
  }
  @container (max-width: 29em) {
    .entry {
      grid-template-columns: minmax(0, 1fr) auto;
      padding-block: 6px;
    }
    .entry > label {
      grid-column: 1 / -1;
    }
  }
  @container (min-width: 47em) {
    .writing {
      grid-template-columns: minmax(0, 1fr) 23em;
    }
    .plan {
      border-block-start: 0;
      border-inline-start: 1px solid var(--_line);
    }
    .letter {
      grid-template-rows: 1fr;
      align-content: stretch;
    }
    .text {
      flex: 1;
    }
  }
  @media (forced-colors: active) {
    .person {
      border-color: CanvasText;
    }
  }
`;
