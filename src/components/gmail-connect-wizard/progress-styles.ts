import { css } from 'lit';

/** The nine steps: one list, drawn as a strip where the element is narrow and as a rail where it is not. */
export const progressStyles = css`
  .progress {
    display: grid;
    grid-template-columns: 2fr minmax(min-content, 1fr);
    align-items: end;
    gap: calc(var(--_u) * 2) calc(var(--_u) * 3);
    padding-block: 0;
    font-size: 0.93em;
  }
  .progress p {
    font-size: 0.93em;
    font-weight: 600;
    color: var(--_soft);
  }
  .progress .aside,
  .progress .here {
    font-weight: 400;
  }
  .progress ol {
    display: flex;
    gap: 3px;
    padding-block: 2px;
  }
  .progress li {
    flex: 1;
    block-size: 5px;
    border-radius: 3px;
    background: var(--m, var(--_line));
    color: var(--_soft);
  }
  .done,
  .now {
    --m: var(--_accent);
  }
  .now {
    box-shadow: 0 0 0 2px color-mix(in oklab, var(--_accent) 30%, var(--_bg));
  }
  .away,
  .open {
    --m: repeating-linear-gradient(110deg, var(--_accent) 0 4px, var(--_line) 4px 8px);
  }
  .stopped {
    --m: var(--_warn);
  }
  .progress i,
  .there i {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 2em;
    block-size: 2em;
    border: 1px solid var(--_edge);
    border-radius: 50%;
    font: 600 0.85em / 1 system-ui;
    background: var(--_bg);
  }
  .there i,
  .away i,
  .open i {
    border-style: dashed;
    color: var(--_focus);
  }
  .progress .here {
    grid-column: 1 / -1;
    font-size: 1em;
  }
  @container (max-width: 42.99em) {
    .progress i,
    .aside {
      display: none;
    }
    .google {
      white-space: nowrap;
    }
    .progress li span {
      position: absolute;
      inline-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
  @container (min-width: 43em) {
    .progress {
      display: block;
      padding: calc(var(--_u) * 5) calc(var(--_u) * 4);
      border-inline-end: 1px solid var(--_line);
      background: var(--_sunken);
    }
    .here {
      display: none;
    }
    .progress ol {
      display: block;
    }
    .progress li {
      display: flex;
      gap: calc(var(--_u) * 2);
      block-size: auto;
      padding-block: 3px;
      background: none;
      box-shadow: none;
      line-height: 1.7;
    }
    .progress .now,
    .progress .stopped {
      color: var(--_ink);
      font-weight: 600;
    }
    .done i,
    .now i {
      border-color: var(--m);
      background: var(--m);
      color: var(--_on-accent);
    }
    .now i {
      box-shadow: 0 0 0 3px color-mix(in oklab, var(--_accent) 30%, var(--_bg));
    }
    .stopped i {
      border-color: var(--m);
    }
    .google {
      margin: calc(var(--_u) * 4) calc(var(--_u) * -2) 0;
      padding: calc(var(--_u) * 2);
      border: 1px dashed var(--_edge);
      border-radius: var(--_r);
      background: var(--_bg);
    }
    .on {
      border: 1px solid color-mix(in oklab, var(--_accent) 30%, var(--_bg));
      background: color-mix(in oklab, var(--_accent) 8%, var(--_bg));
    }
  }
  @media (forced-colors: active) {
    .progress,
    .consent i {
      --_accent: Highlight;
      --_on-accent: HighlightText;
      --_bg: Canvas;
      --_sunken: Canvas;
      --_ink: CanvasText;
      --_soft: CanvasText;
      --_edge: CanvasText;
      --_line: GrayText;
      --_warn: LinkText;
      forced-color-adjust: none;
    }
  }
`;
