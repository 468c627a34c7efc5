import { css } from 'lit';

/** Files that go with a mail, and the form while some are held over it. */
export const filesStyles = css`
  .attached {
    display: grid;
    gap: calc(var(--_u) * 2);
  }
  .attached .small-btn {
    display: inline-flex;
    gap: 6px;
    align-items: center;
  }
  .files {
    display: grid;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .file {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_u) * 2);
    align-items: center;
    min-block-size: 34px;
    padding: 2px 4px 2px calc(var(--_u) * 2.5);
    border: 1px solid color-mix(in oklab, var(--c, var(--_grey)) 26%, var(--_bg));
    border-radius: var(--_r);
    background: color-mix(in oklab, var(--c, var(--_grey)) 6%, var(--_bg));
    font-size: 0.93em;
    font-variant-numeric: tabular-nums;
  }
  .file > svg {
    flex: none;
    color: var(--i, var(--_soft));
  }
  .file bdi {
    flex: 1 1 6em;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .file p,
  .file progress {
    flex: 1 0 100%;
  }
  .file p {
    margin: 0 0 4px;
    color: var(--i);
  }
  .file progress {
    margin: 2px 4px 4px 0;
  }
  :host(:dir(rtl)) .file {
    padding: 2px calc(var(--_u) * 2.5) 2px 4px;
  }
  .hovering .mailbox {
    outline: 2px dashed var(--_accent);
    outline-offset: 3px;
    background: color-mix(in oklab, var(--_accent) 6%, var(--_bg));
  }
  .draft {
    margin: 0;
    min-block-size: 24px;
  }
  .draft .link {
    color: inherit;
    font-weight: 500;
  }
`;
