/** The page's style sheet: light and dark, narrow and wide, screen and paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #fff; --line: #d9dde3; --text: #1b2330; --soft: #566072; --link: #0b5cad;
  --fatal: #7a2aa8; --error: #b3261e; --warning: #8a5300; --info: #0b6a8f; --open: #1a7340; --accepted: #566072;
  --bar-error: #cf3a30; --bar-warning: #e5a11f; --bar-info: #3d9bc0; --bar-fatal: #9a4fc4; --track: #e9ecf1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161d; --card: #1a2029; --line: #333c4a; --text: #e6eaf0; --soft: #a3adbc; --link: #7db8f5;
    --fatal: #d39bf2; --error: #ff8f86; --warning: #f0b54a; --info: #76c7ea; --open: #6fd394; --accepted: #a3adbc;
    --bar-error: #e5594f; --bar-warning: #dfa02c; --bar-info: #4aa5c9; --bar-fatal: #b06fd6; --track: #2a323e;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main, .masthead > div { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
main { padding-bottom: 4rem; }
h1, h2, h3, h4, h5, p, ul, dl, dd, table { margin: 0; }
h1 { font-size: 1.75rem; line-height: 1.2; }
h2 { font-size: 1.4rem; line-height: 1.25; }
h3 { font-size: 1.1rem; margin: 2.25rem 0 .75rem; }
h3 + .filter { margin: -.25rem 0 .75rem; }
h4 { font-size: 1rem; }
h5 { font-size: .925rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code { font: .875em/1.5 ui-monospace, Menlo, Consolas, monospace; unicode-bidi: isolate; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--card); z-index: 2; }
.masthead { padding: 2rem 0 1.5rem; }
.soft, .masthead p { color: var(--soft); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1.1rem 1.25rem; }
.card + .card { margin-top: .75rem; }
.application { margin-top: 2.5rem; }
.application:first-child { margin-top: 0; }
main > h2 { font-size: 1.1rem; margin-bottom: .75rem; }
.gate { border-left: .45rem solid var(--open); }
.gate.closed { border-left-color: var(--error); }
.verdict { font-weight: 700; color: var(--open); }
.closed .verdict { color: var(--error); }
.gate > p { margin-top: .35rem; }
.numbers { display: flex; flex-wrap: wrap; gap: .75rem 2rem; margin-top: 1.1rem; }
.numbers div { display: flex; flex-direction: column-reverse; }
.numbers dt { color: var(--soft); font-size: .85rem; }
.numbers dd { font-size: 1.6rem; line-height: 1.15; font-weight: 650; font-variant-numeric: tabular-nums; }
.numbers .fatal dd { color: var(--fatal); } .numbers .errors dd { color: var(--error); }
.numbers .warnings dd { color: var(--warning); } .numbers .none dd { color: var(--soft); font-weight: 400; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: .75rem; }
.charts .card { margin: 0; }
.charts table { width: 100%; }
.charts th, .charts td { padding: .2rem 0; border: 0; font-size: .9rem; line-height: 1.3; vertical-align: middle; }
.charts tbody th { font-weight: 400; padding-right: .75rem; }
.charts td.bar { width: 38%; }
.charts .number { width: 2.5rem; text-align: right; font-variant-numeric: tabular-nums; }
.bar svg { display: block; width: 100%; height: .65rem; border-radius: .2rem; background: var(--track); }
.bar .fatal { fill: var(--bar-fatal); } .bar .error { fill: var(--bar-error); }
.bar .warning { fill: var(--bar-warning); } .bar .info { fill: var(--bar-info); }
.key { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin-top: .6rem; font-size: .85rem; color: var(--soft); }
.key span::before { content: ''; display: inline-block; width: .7rem; height: .7rem; margin-right: .4rem; border-radius: .15rem; }
.key .fatal::before { background: var(--bar-fatal); } .key .error::before { background: var(--bar-error); }
.key .warning::before { background: var(--bar-warning); } .key .info::before { background: var(--bar-info); }
table { border-collapse: collapse; text-align: left; }
caption { text-align: left; font-weight: 650; padding-bottom: .5rem; }
th, td { padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; font-size: .925rem; }
thead th { color: var(--soft); font-size: .85rem; font-weight: 600; }
.wide { overflow-x: auto; }
.wide table { width: 100%; overflow-wrap: break-word; }
.wide th:last-child, .wide td:last-child { padding-right: 0; }
.wide td { min-width: 4.5rem; }
.wide .text { min-width: 15rem; }
.wide td.short { white-space: nowrap; }
.wide td.name { min-width: 11rem; }
.wide td code { overflow-wrap: anywhere; }
.wide td.long { min-width: 20rem; overflow-wrap: anywhere; }
.wide tr:last-child td { border-bottom: 0; padding-bottom: 0; }
.wide thead th { white-space: nowrap; }
.wide .number { text-align: right; font-variant-numeric: tabular-nums; }
.statement header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .75rem; }
.statement header .count { margin-left: auto; color: var(--soft); font-size: .9rem; white-space: nowrap; }
.statement > p { margin-top: .5rem; max-width: 50rem; }
.statement .tags { color: var(--soft); font-size: .875rem; margin-top: .15rem; }
.severity { font-size: .75rem; font-weight: 700; letter-spacing: .03em; text-transform: uppercase; }
.severity.fatal { color: var(--fatal); } .severity.error { color: var(--error); }
.severity.warning { color: var(--warning); } .severity.info { color: var(--info); }
.places { list-style: none; padding: 0; margin-top: .8rem; border-top: 1px solid var(--line); }
.places li { padding: .55rem 0; border-bottom: 1px solid var(--line); }
.places li:last-child { border-bottom: 0; padding-bottom: 0; }
.places .where { font-weight: 600; }
.places .facts { display: flex; flex-wrap: wrap; gap: .1rem 1.25rem; color: var(--soft); font-size: .875rem; }
.places .facts code { color: var(--text); font-size: .95em; }
.places .accepted { color: var(--accepted); font-size: .925rem; }
.wide .group th { padding-top: 1rem; font-size: .925rem; font-weight: 650; }
.wide tbody + tbody .group th { padding-top: 1.6rem; }
.wide tbody:not(:last-child) tr:last-child td { border-bottom: 0; }
.tone { font-weight: 600; }
.tone.good { color: var(--open); } .tone.doubt { color: var(--warning); }
.tone.bad { color: var(--error); } .tone.soft { color: var(--soft); font-weight: 400; }
.shade-bad { background: color-mix(in srgb, var(--bar-error) 14%, transparent); }
.shade-doubt { background: color-mix(in srgb, var(--bar-warning) 14%, transparent); }
td[class*='shade-'] { padding-left: .6rem; box-shadow: inset -.4rem 0 var(--card); }
.card + .part, .part + .part, .card > p + p, .card > p + ul { margin-top: .75rem; }
.part > h4 { margin: 2rem 0 .6rem; }
.part > h5 { margin: 1.25rem 0 .5rem; }
.part > .card + .card { margin-top: .75rem; }
.card > ul { padding-left: 1.2rem; }
.card > ul li + li { margin-top: .35rem; }
summary { cursor: pointer; color: var(--link); }
details > :not(summary) { margin-top: .6rem; }
.statement > details { margin-top: .6rem; }
.card > details + details { margin-top: .35rem; }
.filter { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: .4rem .9rem;
  margin: 1.5rem 0 0; padding: .6rem 0; background: var(--page); border-bottom: 1px solid var(--line); font-size: .9rem; }
.filter fieldset { display: flex; flex-wrap: wrap; gap: .2rem .9rem; border: 0; padding: 0; margin: 0; }
.filter legend { float: left; padding: 0; margin-right: .4rem; font-weight: 650; }
.filter label { display: inline-flex; align-items: center; gap: .35rem; }
.filter select, .filter button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line);
  border-radius: .35rem; padding: .25rem .5rem; max-width: 12.5rem; }
.filter output { margin-left: auto; color: var(--soft); }
[hidden] { display: none !important; }
.facts-list { display: grid; grid-template-columns: 14rem 1fr; gap: .35rem 1.5rem; }
.facts-list + * { margin-top: 1.1rem; }
h4 + .facts-list { margin-top: .35rem; }
.facts-list dt { color: var(--soft); }
footer { margin-top: 3rem; color: var(--soft); font-size: .875rem; }
@media (max-width: 40rem) {
  h1 { font-size: 1.45rem; }
  .masthead { padding-top: 1.25rem; }
  .statement header .count { margin-left: 0; }
  .filter { position: static; }
  .filter select { max-width: 100%; }
  .facts-list { grid-template-columns: 1fr; gap: 0; }
  .facts-list dd { margin-bottom: .6rem; }
}
@media print {
  :root { color-scheme: light; --page: #fff; --card: #fff; --line: #bbb; --text: #000; --soft: #444; --link: #000;
    --fatal: #5d1a85; --error: #96160f; --warning: #6b4000; --info: #064e6b; --open: #0d5a2c; --accepted: #444; --track: #eee; }
  body { font-size: 10pt; }
  .filter, .skip { display: none; }
  .card, .places li, tr { break-inside: avoid; }
  .statement { break-inside: auto; }
  h2, h3, .statement header { break-after: avoid; }
  .bar svg, .key span::before { print-color-adjust: exact; }
  .statement a::after { content: ' ' attr(href); font-size: .85em; }
  .wide { overflow: visible; }
  .wide td, .wide .text { min-width: 0; }
  ::details-content { display: block; content-visibility: visible; }
}
`;
