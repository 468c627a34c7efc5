import { css } from 'lit';

/** Notices, and what stands where there are no rows. */
export const blankStyles = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_u) * 1) calc(var(--_u) * 2.5);
    align-items: center;
    padding: calc(var(--_u) * 2.5) var(--_pad);
    border-block-end: 1px solid color-mix(in oklab, var(--c) 22%, var(--_bg));
    background: color-mix(in oklab, var(--c) 9%, var(--_bg));
    font-size: 0.93em;
  }
  .bar > svg {
    color: var(--i);
  }
  .bar > .grow {
    flex-basis: 15em;
  }
  .bar b {
    display: inline;
  }
  progress {
    flex: 1 0 100%;
    block-size: 3px;
    accent-color: var(--_accent);
  }
  .filling {
    padding: calc(var(--_u) * 2) var(--_pad);
    border-block-start: 1px solid var(--_line);
  }

  .blank {
    display: grid;
    justify-items: center;
    gap: calc(var(--_u) * 2);
    padding: calc(var(--_u) * 10) var(--_pad) calc(var(--_u) * 11);
    text-align: center;
  }
  .blank p {
    max-inline-size: 34em;
    text-wrap-style: balance;
  }
  .blank .btn {
    margin-block-start: calc(var(--_u) * 2);
    color: inherit;
    text-decoration: none;
  }
  .blank .solid {
    color: var(--_on-accent);
  }
  .bar .btn {
    color: inherit;
    text-decoration: none;
  }
  .ghost {
    display: flex;
    gap: calc(var(--_u) * 3);
    padding: calc(var(--_u) * 4) var(--_pad);
    border-block-start: 1px solid var(--_line);
  }
  .ghost i {
    display: block;
    inline-size: 34px;
    block-size: 34px;
    border-radius: 50%;
    background: var(--_line);
  }
  .ghost span i {
    inline-size: min(50cqi, 18em);
    block-size: 10px;
    margin-block: 4px;
    border-radius: 9px;
  }
  .ghost span i:first-child {
    inline-size: min(30cqi, 10em);
  }
`;
