import { css } from 'lit';

/**
 * Design tokens. `--gck-*` names belong to the host page: they are read here and never set, so a host may set them on
 * any ancestor, `:root` included. `--_*` names are what the styles use. Eight colours are chosen and the rest is mixed from
 * them, so a host that sets its accent alone gets tints, lines and links that go with it. Light and dark follow the
 * `color-scheme` in force, which `theme` overrides.
 */
export const tokens = css`
  :host {
    --_bg: var(--gck-bg, light-dark(#fff, #16181d));
    --_ink: var(--gck-ink, light-dark(#14171d, #eef0f4));
    --_accent: var(--gck-accent, light-dark(#2b50d0, #4a68e0));
    --_on-accent: var(--gck-on-accent, #fff);
    --_good: var(--gck-good, light-dark(#0e7a4b, #3fb27f));
    --_warn: var(--gck-warn, light-dark(#c47f00, #e0a040));
    --_bad: var(--gck-bad, light-dark(#bd2a2c, #c84446));
    --_grey: var(--gck-grey, light-dark(#3f4d66, #aab6cc));
    --_soft: var(--gck-soft, color-mix(in oklab, var(--_grey) 85%, var(--_ink)));
    --_line: var(--gck-line, color-mix(in oklab, var(--_grey) 16%, var(--_bg)));
    --_edge: var(--gck-edge, color-mix(in oklab, var(--_grey) 65%, var(--_bg)));
    --_sunken: var(--gck-sunken, color-mix(in oklab, var(--_grey) 5%, var(--_bg)));
    --_focus: var(--gck-focus, color-mix(in oklab, var(--_accent) 80%, var(--_ink)));
    --_fs: var(--gck-font-size, 0.875rem);
    --_u: var(--gck-space, 4px);
    --_r: var(--gck-radius, 8px);
    display: block;
    min-inline-size: 0;
  }
  /* Not the element itself, which a page's rules for everything reach; what such rules let be inherited ends here. */
  .root {
    container-type: inline-size;
    color: var(--_ink);
    font: var(--_fs) / 1.5 var(--gck-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
    letter-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
    word-break: normal;
    word-spacing: normal;
    overflow-wrap: anywhere;
  }
  [theme='light'] {
    color-scheme: light;
  }
  [theme='dark'] {
    color-scheme: dark;
  }
  :host([hidden]) {
    display: none;
  }
  .sheet {
    --_pad: calc(var(--_u) * 4);
    background: var(--_bg);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_r) * 1.5);
    box-shadow: 0 1px 2px light-dark(#10182812, #0006);
    overflow: clip;
  }
  .skeleton,
  .sheet > p:only-child {
    margin: 24px;
  }
  .skeleton {
    block-size: 12px;
    border-radius: var(--_r);
    background: var(--_line);
  }
  .sr {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
