/** The emulator's own plain look: neutral, and striped on top, so that nobody takes it for Google. */
export const style = `
:root { color-scheme: light dark; --ground: light-dark(#eef0f3, #101113); --sheet: light-dark(#fff, #1a1b1e); --line: light-dark(#d7dade, #3a3d42); --edge: light-dark(#757b84, #868d97); --ink: light-dark(#1e2126, #e9ebee); --soft: light-dark(#545a63, #aab0b9); --go: light-dark(#31465b, #a3bedb); --on-go: light-dark(#fff, #10161c); --bad: light-dark(#a3211f, #ff9f99); --wash: light-dark(#f2f4f7, #24262a); }
*, *::before { box-sizing: border-box; }
body { margin: 0; min-block-size: 100dvh; display: grid; grid-template-rows: auto 1fr; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: var(--ink); background: var(--sheet); overflow-wrap: anywhere; }
.mark { background: #f2c94c repeating-linear-gradient(135deg, #f2c94c 0 10px, #e8b92e 10px 20px); color: #2b2200; font-weight: 650; font-size: 13px; padding: 7px 16px; text-align: center; margin: 0; }
.place { display: flex; gap: 7px; align-items: center; justify-content: center; font-size: 12px; color: var(--soft); padding: 7px 16px; border-block-end: 1px solid var(--line); margin: 0; }
.place svg { flex: none; }
main { inline-size: 100%; max-inline-size: 480px; margin-inline: auto; padding: 32px 32px 28px; display: flex; flex-direction: column; gap: 20px; background: var(--sheet); }
form { flex: 1; display: flex; flex-direction: column; gap: 20px; }
h1 { font-size: 22px; font-weight: 550; letter-spacing: -0.015em; line-height: 1.3; margin: 0; text-wrap-style: balance; }
p { margin: 0; color: var(--soft); }
.small { font-size: 13px; }
ul { list-style: none; margin: 0; padding: 0; }
button, input { font: inherit; color: inherit; }
.accounts li { border-block-end: 1px solid var(--line); }
.accounts button { appearance: none; text-align: start; background: none; border: 0; border-radius: 6px; inline-size: 100%; display: grid; grid-template-columns: 36px minmax(0, 1fr); gap: 0 12px; align-items: center; padding: 11px 6px; cursor: pointer; min-block-size: 60px; }
.accounts button:hover, .quiet:hover { background: var(--wash); }
.accounts i { inline-size: 36px; block-size: 36px; border-radius: 50%; background: light-dark(#e5e8ec, #35383d); display: grid; place-items: center; font-style: normal; font-weight: 600; font-size: 13px; grid-row: span 2; }
.accounts b { font-weight: 550; line-height: 1.35; }
.accounts span { font-size: 13px; color: var(--soft); }
.who { display: inline-flex; gap: 8px; align-items: center; border: 1px solid var(--line); border-radius: 99px; padding: 4px 12px 4px 8px; font-size: 14px; justify-self: start; max-inline-size: 100%; color: var(--ink); align-self: start; }
.who svg { flex: none; }
.field { display: grid; gap: 6px; }
.field label { font-size: 14px; font-weight: 550; }
.field input { background: transparent; border: 1.5px solid var(--edge); border-radius: 6px; padding: 10px 12px; min-block-size: 46px; inline-size: 100%; }
.field input[aria-invalid] { border-color: var(--bad); }
.problem { color: var(--bad); font-size: 13px; }
fieldset { border: 0; margin: 0; padding: 0; min-inline-size: 0; display: grid; gap: 12px; }
legend { color: var(--soft); padding: 0; margin-block-end: 12px; }
.boxes { border: 1px solid var(--line); border-radius: 8px; }
.boxes li + li { border-block-start: 1px solid var(--line); }
.boxes label { display: grid; grid-template-columns: minmax(0, 1fr) 24px; gap: 2px 16px; padding: 13px 14px; align-items: center; cursor: pointer; }
.boxes span span { display: block; font-size: 13px; color: var(--soft); }
.boxes input { appearance: none; margin: 0; inline-size: 24px; block-size: 24px; border: 2px solid var(--edge); border-radius: 5px; display: grid; place-items: center; cursor: pointer; }
.boxes input:checked { background: var(--go); border-color: var(--go); }
.boxes input:checked::before { content: ""; inline-size: 6px; block-size: 11px; border: solid var(--on-go); border-width: 0 2.5px 2.5px 0; rotate: 45deg; translate: 0 -1px; }
.boxes input:disabled { border-style: dashed; cursor: not-allowed; }
.actions { display: flex; flex-wrap: wrap; gap: 10px; justify-content: flex-end; padding-block-start: 12px; margin-block-start: auto; }
.actions button, .quiet { appearance: none; font-weight: 550; min-block-size: 42px; padding: 8px 22px; border-radius: 6px; border: 1px solid transparent; background: none; color: var(--go); cursor: pointer; }
.actions .main { background: var(--go); color: var(--on-go); order: 1; }
.actions button:hover { background: var(--wash); }
.actions .main:hover { background: color-mix(in oklab, var(--go) 88%, var(--ink)); }
.quiet { padding: 8px 10px; margin-inline-start: -10px; justify-self: start; min-block-size: 36px; }
details { border: 1px solid var(--line); border-radius: 8px; padding: 0 14px; font-size: 13px; color: var(--soft); }
summary { cursor: pointer; padding-block: 10px; font-weight: 550; color: var(--ink); }
details > :last-child { margin-block-end: 12px; }
.app { display: grid; gap: 10px; border: 1px solid var(--line); border-radius: 8px; padding: 14px; }
.app + .app { margin-block-start: 12px; }
:focus-visible { outline: 2px solid var(--go); outline-offset: 2px; }
@media (min-width: 620px) and (min-height: 640px) { body { background: var(--ground); } .mark, .place { z-index: 1; } .place { background: var(--sheet); } main { margin-block-start: 40px; border: 1px solid var(--line); border-radius: 14px; align-self: start; min-block-size: 440px; } }
@media (max-width: 400px) { main { padding: 24px 16px; } .actions { flex-direction: column-reverse; } .actions .main { order: 0; } }
@media (forced-colors: active) { .mark { border-block-end: 3px double CanvasText; } .actions button { border-color: ButtonText; } .boxes input { forced-color-adjust: none; background: Canvas; border-color: ButtonText; } .boxes input:checked { background: Highlight; border-color: Highlight; } .boxes input:checked::before { border-color: HighlightText; } }
`;
