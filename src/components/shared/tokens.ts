import { css } from 'lit';

/**
 * Design tokens. `--gck-*` names belong to the host page: they are read here and never set, so a host may set them on
 * any ancestor, `:root` included. `--_*` names are what the styles of the elements use. Light and dark follow the
 * `color-scheme` in force, which `theme` overrides.
 */
export const tokens = css`
  :host {
    --_bg: var(--gck-bg, light-dark(#fff, #16181d));
    --_sunken: var(--gck-sunken, light-dark(#f6f7f9, #1c1f25));
    --_raised: var(--gck-raised, light-dark(#fff, #20232a));
    --_hover: var(--gck-hover, light-dark(#f1f3f6, #242831));
    --_line: var(--gck-line, light-dark(#e3e6eb, #2c3039));
    --_line-control: var(--gck-line-control, light-dark(#858e9b, #737c8b));
    --_ink: var(--gck-ink, light-dark(#14171d, #eef0f4));
    --_ink-2: var(--gck-ink-2, light-dark(#454d5a, #b7bec9));
    --_ink-3: var(--gck-ink-3, light-dark(#5f6876, #949dab));
    --_accent: var(--gck-accent, light-dark(#2b50d0, #4a68e0));
    --_accent-hover: var(--gck-accent-hover, light-dark(#2241b0, #3f5cd0));
    --_on-accent: var(--gck-on-accent, #fff);
    --_accent-ink: var(--gck-accent-ink, light-dark(#2748bd, #a4b6ff));
    --_accent-tint: var(--gck-accent-tint, light-dark(#eef2fe, #1f2740));
    --_accent-line: var(--gck-accent-line, light-dark(#c5d1fa, #36446f));
    --_good-ink: var(--gck-good-ink, light-dark(#0b6b43, #6fd3a3));
    --_good-tint: var(--gck-good-tint, light-dark(#e8f6ee, #15291f));
    --_good-line: var(--gck-good-line, light-dark(#b9e2cb, #26503b));
    --_warn-ink: var(--gck-warn-ink, light-dark(#874a00, #f0be74));
    --_warn-tint: var(--gck-warn-tint, light-dark(#fdf4e3, #2d2415));
    --_warn-line: var(--gck-warn-line, light-dark(#f0d9ad, #574523));
    --_warn: var(--gck-warn, light-dark(#b76a00, #d9932f));
    --_bad-ink: var(--gck-bad-ink, light-dark(#a11f22, #ff9d98));
    --_bad-tint: var(--gck-bad-tint, light-dark(#fdeeee, #331c1e));
    --_bad-line: var(--gck-bad-line, light-dark(#f3c9c9, #62302f));
    --_bad: var(--gck-bad, light-dark(#bd2a2c, #c23c3d));
    --_focus: var(--gck-focus, light-dark(#2b50d0, #a4b6ff));
    --_fs: var(--gck-font-size, 0.875rem);
    --_xs: calc(var(--_fs) * 0.857);
    --_sm: calc(var(--_fs) * 0.929);
    --_lg: calc(var(--_fs) * 1.143);
    --_xl: calc(var(--_fs) * 1.429);
    --_u: var(--gck-space, 4px);
    --_2: calc(var(--_u) * 2);
    --_3: calc(var(--_u) * 3);
    --_4: calc(var(--_u) * 4);
    --_5: calc(var(--_u) * 5);
    --_6: calc(var(--_u) * 6);
    --_r: var(--gck-radius, 8px);
    --_r-sm: calc(var(--_r) * 0.75);
    --_r-lg: calc(var(--_r) * 1.5);
    --_shadow: var(--gck-shadow, 0 1px 2px light-dark(#1018280f, #0006));
    --_fast: var(--gck-duration, 120ms);
    display: block;
    box-sizing: border-box;
    min-inline-size: 0;
    container-type: inline-size;
    color: var(--_ink);
    font: 400 var(--_fs) / 1.5 var(--gck-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif);
    text-align: start;
    overflow-wrap: anywhere;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([hidden]) {
    display: none;
  }
`;
