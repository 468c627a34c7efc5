import { css } from 'lit';

/** The picture of two days. Bars never change their colour for a limit: its line, the chip and the words do. */
export const pictureStyles = css`
  .pic {
    display: flex;
    flex-direction: column;
  }
  .sides {
    display: flex;
    justify-content: space-between;
    gap: calc(var(--_u) * 3);
    margin-block-end: 6px;
  }
  .plot {
    position: relative;
    display: grid;
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
    column-gap: clamp(1px, 0.35cqi, 3px);
    flex: 1;
    min-block-size: 148px;
    max-block-size: 300px;
    border-block-end: 1px solid var(--_edge);
  }
  .bars {
    display: flex;
    flex-direction: column-reverse;
    gap: 1px;
    min-block-size: 0;
  }
  .bars i {
    flex: none;
    min-block-size: 2px;
    border-radius: 1px;
  }
  .next .ours {
    background: color-mix(in oklab, var(--_ours) 45%, var(--_bg));
  }
  .next .out {
    background: color-mix(in oklab, var(--_out) 55%, var(--_bg));
  }
  .line,
  .band,
  .now {
    position: absolute;
    pointer-events: none;
  }
  .line {
    z-index: 1;
    border-block-end: 1.5px dashed var(--i);
  }
  .line b {
    position: absolute;
    inset-block-end: 2px;
    inset-inline-start: 0;
    padding-inline-end: 5px;
    border-radius: 3px;
    background: var(--_bg);
    color: var(--i);
    font-size: 0.79em;
    white-space: nowrap;
  }
  .band {
    inset-block-start: 0;
    inset-inline: 0;
    background: repeating-linear-gradient(115deg, #0000 0 5px, var(--_line) 5px 6px);
  }
  .now {
    inset-block: -4px 0;
    border-inline-start: 1.5px solid var(--_ink);
  }
  .axis {
    position: relative;
    block-size: 18px;
    margin-block-start: 5px;
    color: var(--_soft);
    font-size: 0.79em;
    font-variant-numeric: tabular-nums;
  }
  .axis span {
    position: absolute;
    translate: -50%;
    white-space: nowrap;
  }
  :host(:dir(rtl)) .axis span {
    translate: 50%;
  }
  .axis .day,
  .axis .at {
    color: var(--_ink);
    font-weight: 600;
  }
  @container (min-width: 620px) {
    .grid {
      grid-template-columns: minmax(220px, 5fr) 8fr;
      gap: calc(var(--_u) * 8);
    }
    .plot {
      min-block-size: 196px;
    }
  }
  @container (max-width: 460px) {
    .grid,
    .bar {
      padding: var(--_pad);
    }
    .foot {
      margin-inline: var(--_pad);
    }
    .minor,
    .near {
      visibility: hidden;
    }
  }
  @media (forced-colors: active) {
    .gauge,
    .inline {
      border: 1px solid;
    }
    .gauge i,
    .bars i,
    .key i,
    figcaption i,
    .back i {
      forced-color-adjust: none;
      border: 1px solid CanvasText;
      background: Canvas;
    }
    i.ours {
      background: Highlight !important;
    }
    i.out {
      background: GrayText !important;
    }
    i.plan {
      border-style: dashed !important;
    }
    .back i {
      background: CanvasText;
    }
  }
`;
