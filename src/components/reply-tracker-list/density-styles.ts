import { css } from 'lit';

/** The same row where there is room for more in a line, and where the host wants it dense. */
export const densityStyles = css`
  @container (max-width: 33em) {
    .address {
      display: none;
    }
  }
  @container (min-width: 33em) {
    .comfortable .scroll {
      --_row: calc(var(--_u) * 6 + 4.6em);
    }
    .comfortable .mail {
      grid-template: 1.6em 1.5em auto / auto 1fr auto;
    }
    .comfortable .chips {
      grid-area: 1 / 2;
    }
    .comfortable .who {
      max-inline-size: 26em;
    }
    .comfortable time {
      grid-area: 1 / 3;
    }
    .comfortable .subject {
      grid-area: 2 / 1 / auto / -1;
    }
    .comfortable .why {
      grid-area: 3 / 1 / auto / -1;
    }
    .comfortable .why span {
      -webkit-line-clamp: 1;
    }
    .comfortable .tools {
      inset-block-end: calc(var(--_u) * 3);
    }
  }
  .dense .why {
    display: none;
  }
  .dense .mail {
    padding-block-start: calc(var(--_u) * 2);
    --_start: calc(var(--_pad) + 24px + var(--_u) * 2.5);
  }
  .dense .mail > .mark {
    inset-block-start: calc(var(--_u) * 2);
    inline-size: 24px;
    block-size: 24px;
    font-size: 0.8em;
  }
  .dense .mail.unread::before {
    inset-block-start: calc(var(--_u) * 2 + 9px);
  }
  .dense .tools {
    inset-block: 3px auto;
  }
  @container (min-width: 43em) {
    .dense .scroll {
      --_row: max(37px, 2.7em);
    }
    .dense .mail {
      grid-template: 1fr / minmax(0, 11.5em) minmax(0, 14em) minmax(0, 1fr) auto;
      align-content: center;
      align-items: center;
      padding-block: 0;
    }
    .dense .mail > .mark {
      inset-block-start: calc(50% - 12px);
    }
    .dense .mail.unread::before {
      inset-block-start: calc(50% - 3.5px);
    }
    .dense .chips {
      grid-area: 1 / 2;
    }
    .dense .subject {
      grid-area: 1 / 3;
    }
    .dense time {
      grid-area: 1 / 4;
      min-inline-size: 4.5em;
      text-align: end;
    }
  }
  @media (forced-colors: active) {
    .thread:is(:hover, :focus-within) .mail {
      outline: 1px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
