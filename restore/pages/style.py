"""The one stylesheet: colours once, for light and for dark, and what the pages are made of."""

COLOURS = """
:root { color-scheme: light dark; --ink: #1d2125; --soft: #5c6670; --paper: #ffffff; --card: #f6f7f8; --line: #dfe3e6;
  --apply: #2f7d4f; --review: #b26a00; --keep: #8a949c; --reject: #a33a3a;
  --gone: #fbe3e1; --gone-ink: #8c2f27; --new: #dff2e3; --new-ink: #1f6b3a; --moved: #e4ecfa; --moved-ink: #2a5599;
  --ours: #b3261e; --peer: #7c8794; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7ea; --soft: #9aa5ae; --paper: #14171a; --card: #1d2226;
  --line: #333b41; --apply: #58b37c; --review: #e0a04a; --keep: #7d8890; --reject: #e07a75;
  --gone: #43211f; --gone-ink: #ffb4ab; --new: #17382a; --new-ink: #9be3b4; --moved: #1d2f4a; --moved-ink: #a8c8ff;
  --ours: #ff8a80; --peer: #8d98a5; } }
"""

# Of drawings, which stand by themselves, too.
PLOTS = """
.grid, .lead { stroke: var(--line); fill: none; }
.diagonal { stroke: var(--soft); stroke-dasharray: 2 4; fill: none; }
.line { fill: none; stroke: var(--peer); stroke-width: 1.5; }
.line.ours { stroke: var(--ours); stroke-width: 3; }
.p1 { stroke-dasharray: 7 3; } .p2 { stroke-dasharray: 2 3; } .p3 { stroke-dasharray: 9 3 2 3; }
.p4 { stroke-dasharray: 4 4; } .p5 { stroke-dasharray: 12 4; }
.dot, svg .bar { fill: var(--peer); stroke: none; }
.dot.ours, svg .bar.ours { fill: var(--ours); }
svg text.ours { fill: var(--ours); font-weight: 600; } svg text.value { fill: var(--ink); }
"""

STYLE = (
    COLOURS
    + """
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 76rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.75rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
p { max-width: 46rem; margin: .5rem 0; }
.soft { color: var(--soft); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 1.5rem 0; }
.figure { background: var(--card); border-radius: .5rem; padding: .75rem 1rem; }
.figure b { display: block; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; line-height: 1.3; }
.figure span { color: var(--soft); font-size: .875rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th { text-align: left; font-weight: 500; color: var(--soft); font-size: .8125rem; }
th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.n, th.n { text-align: right; width: 1%; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.id { overflow-wrap: anywhere; min-width: 8rem; }
td.grow { width: 40%; min-width: 8rem; }
code { font: .875em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.command { display: inline-block; background: var(--card); border-radius: .375rem; padding: .3rem .6rem;
  user-select: all; }
div.bar { display: flex; height: .7rem; margin-top: .4rem; border-radius: .2rem; overflow: hidden;
  background: var(--line); }
div.bar i { display: block; }
.apply { background: var(--apply); } .review { background: var(--review); } .keep { background: var(--keep); }
.key { display: inline-block; width: .7rem; height: .7rem; border-radius: .15rem; margin: 0 .35rem 0 .9rem; }
.key:first-child { margin-left: 0; }
.chip { font-size: .8125rem; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .5rem;
  white-space: nowrap; }
.chip.apply, .chip.review, .chip.keep { background: none; }
.chip.apply { color: var(--apply); } .chip.review { color: var(--review); } .chip.keep { color: var(--soft); }
svg { display: block; width: 100%; height: auto; max-width: 46rem; font: 11px system-ui, sans-serif;
  fill: var(--soft); }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem; padding: .55rem 0;
  border-bottom: 1px solid var(--line); }
.sides > div { overflow-wrap: anywhere; white-space: pre-wrap; min-width: 0; }
.sides.head { color: var(--soft); font-size: .8125rem; }
.sides.moved { background: var(--moved); margin: 0 -.6rem; padding: .55rem .6rem; border-radius: .375rem; }
del, ins { text-decoration: none; border-radius: .2rem; padding: .05em .15em; }
del { background: var(--gone); color: var(--gone-ink); } ins { background: var(--new); color: var(--new-ink); }
.keep-mark { background: none; box-shadow: inset 0 -1px var(--soft); color: inherit; }
.review-mark { box-shadow: inset 0 -2px var(--review); }
sup { line-height: 0; }
sup a { color: var(--soft); text-decoration: none; font-size: .7em; padding: 0 .15em; }
:target { outline: 2px solid var(--review); outline-offset: 2px; }
.example { border-top: 1px solid var(--line); padding: .9rem 0 .4rem; }
.example .meta { font-size: .875rem; color: var(--soft); display: flex; flex-wrap: wrap; gap: .25rem .75rem;
  overflow-wrap: anywhere; }
.example .sides { border: 0; padding: .4rem 0 0; }
a { color: var(--moved-ink); }
details.case { border: 1px solid var(--line); border-radius: .375rem; margin: .5rem 0; }
.case summary { padding: .55rem .8rem; cursor: pointer; display: flex; gap: .75rem; align-items: baseline; }
.case summary b { flex: 0 0 auto; } .case summary > span { color: var(--soft); overflow-wrap: anywhere; }
.case summary > .status { flex: 0 0 7.5rem; font-size: .8rem; font-weight: 600; letter-spacing: .02em; }
.bad .status.status { color: var(--reject); } .good .status.status { color: var(--apply); }
.wait .status.status { color: var(--review); }
.case .body { padding: 0 .8rem .8rem; }
.case .text { font: 15px/1.55 Georgia, "Noto Serif", serif; white-space: pre-wrap; overflow-wrap: anywhere; }
.case td.id, .case td code { white-space: nowrap; min-width: 0; }
.case del { text-decoration: line-through; } .case ins { text-decoration: underline; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 0 2rem; }
figure { margin: 0; } figure svg { max-width: none; font-size: 12px; }
tr.ours { color: var(--ours); font-weight: 600; }
@media (max-width: 44rem) { .sides { grid-template-columns: 1fr; gap: .4rem; } .sides.head { display: none; }
  .sides > div + div { border-left: 3px solid var(--line); padding-left: .75rem; } body { font-size: 15px; } }
@media print { main { max-width: none; } .scroll { overflow: visible; } }
"""
    + PLOTS
)
