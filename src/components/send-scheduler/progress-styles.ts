import { css } from 'lit';

/** How far something is, and a line of the list that many mails share. */
export const progressStyles = css`
  progress {
    block-size: 4px;
    border: 0;
    border-radius: 9px;
    accent-color: var(--_accent);
    appearance: none;
    background: color-mix(in oklab, var(--_grey) 18%, var(--_bg));
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: none;
  }
  progress::-webkit-progress-value {
    border-radius: 9px;
    background: var(--_accent);
    transition: inline-size 0.2s;
  }
  progress::-moz-progress-bar {
    border-radius: 9px;
    background: var(--_accent);
  }
  .batch progress {
    flex: 1 0 100%;
    block-size: 6px;
    margin-block: 6px 4px;
  }
  .batch p {
    font-variant-numeric: tabular-nums;
  }
  .inside {
    background: var(--_sunken);
  }
  @media (prefers-reduced-motion: reduce) {
    progress::-webkit-progress-value {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    progress {
      block-size: auto;
      border: 1px solid CanvasText;
      appearance: auto;
    }
  }
`;
