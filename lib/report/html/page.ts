import { createHash } from 'node:crypto';
import type { Assessment, AssessmentDocument } from '../../assessment/document';
import { count } from '../../assessment/gate';
import type { RenderOptions } from '../renderer';
import { assessmentSection } from './assessment';
import { filterForm } from './filter';
import { SCRIPT } from './script';
import { STYLE } from './style';
import { html, Markup } from './template';

/** The whole page. Its own style and script are named by their digests: a browser runs and loads nothing else. */
export function page(document: AssessmentDocument, options: RenderOptions): Markup {
  const { assessments, tool } = document;
  const [only] = assessments;
  const title = assessments.length === 1 && only ? only.application : count(assessments.length, 'application');
  const closed = assessments.filter(({ gate }) => gate === 'closed').length;
  const gate = closed === 0 ? 'gate open' : 'gate closed';
  const policy = `default-src 'none'; style-src '${digestOf(STYLE)}'; script-src '${digestOf(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  const asOf = [...new Set(assessments.map((each) => each.options.asOf))].join(', ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Resilience of ${title}${assessments.length > 0 && `: ${gate}`}</title>
<style>${Markup.trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="masthead"><div>
<p>Resilience assessment</p>
<h1>${title}</h1>
${asOf !== '' && html`<p>As of ${asOf}</p>`}
</div></header>
<main id="content">
${assessments.length === 0 && html`<p>Nothing was assessed.</p>`}
${assessments.length > 1 && applications(assessments)}
${filterForm(assessments)}
${assessments.map((assessment, i) => assessmentSection(assessment, i + 1, options))}
<footer><p>Made by ${tool.name} ${tool.version}. Document version ${document.schemaVersion}.</p></footer>
</main>
<script>${Markup.trusted(SCRIPT)}</script>
</body>
</html>
`;
}

function applications(assessments: readonly Assessment[]): Markup {
  return html`<div class="card wide"><table>
<caption>Applications</caption>
<thead><tr><th scope="col">Application</th><th scope="col">Gate</th><th scope="col">Errors</th><th scope="col">Warnings</th><th scope="col">Accepted</th><th scope="col">Undetermined</th></tr></thead>
<tbody>
${assessments.map(
  ({ application, gate, summary }, i) => html`<tr>
<th scope="row"><a href="#application-${i + 1}">${application}</a></th>
<td class="gate ${gate}"><span class="verdict">${gate}</span></td>
<td>${summary.errors + summary.fatal}</td><td>${summary.warnings}</td><td>${summary.accepted}</td><td>${summary.undetermined}</td>
</tr>`,
)}
</tbody></table></div>`;
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
