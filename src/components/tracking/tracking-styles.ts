import { css } from 'lit';

/** What is said of tracking, on a card and in an empty list. */
const trackingStyles = css`
  .tracking .skeleton {
    margin: calc(var(--_u) * 2) 0;
    inline-size: 60%;
  }
  .tracking :is(h3, b),
  .proof b {
    text-wrap: pretty;
  }
  .fact {
    align-items: start;
  }
  .fact > svg {
    margin-block-start: 2px;
    color: var(--i, var(--_soft));
  }
  .proof,
  .proof [role='status'] {
    display: grid;
    gap: calc(var(--_u) * 2);
  }
  /* Where there are no rows yet. */
  .proof-of {
    inline-size: min(100%, 36em);
    margin-block-start: calc(var(--_u) * 3);
    padding: calc(var(--_u) * 4);
    border: 1px solid var(--_line);
    border-radius: var(--_r);
    text-align: start;
  }
  .proof-of .btn {
    margin-block-start: 0;
  }
  .proof-of p {
    max-inline-size: none;
    text-wrap-style: pretty;
  }
  .stages {
    display: grid;
    gap: calc(var(--_u) * 1);
    margin-inline-start: calc(1.15em + var(--_u) * 2);
  }
  .stages .line {
    align-items: start;
  }
  .stages svg {
    margin-block-start: 2px;
    color: var(--i, var(--_soft));
  }
  .tracking progress {
    inline-size: 100%;
    block-size: 3px;
    accent-color: var(--_accent);
  }
  .finding:not(.warn) {
    background: none;
  }
  .finding > .flow {
    flex: 1;
    gap: calc(var(--_u) * 1.5);
  }
  .finding .wrap:first-child {
    justify-content: space-between;
    align-items: start;
  }
  .finding b {
    flex: 1 1 10em;
  }
  .tracking code {
    font: 600 0.93em ui-monospace, monospace;
    overflow-wrap: anywhere;
  }
  .tracking .chip {
    flex: none;
  }
  .finding .does {
    gap: 0 calc(var(--_u) * 5);
  }
  :is(.tracking, .proof) summary {
    min-block-size: 24px;
    cursor: pointer;
  }
  :is(.tracking, .proof) details > :not(summary) {
    margin-block-start: calc(var(--_u) * 1.5);
  }
  .dots {
    padding-inline-start: 1.2em;
    list-style: disc;
  }
`;

export const lateStyles = [trackingStyles];
