import { createHash } from 'node:crypto';
import type { Assessment, AssessmentDocument } from '../../assessment/document';
import { count } from '../../assessment/gate';
import type { RenderOptions } from '../renderer';
import { assessmentSection } from './assessment';
import { filterForm } from './filter';
import { SCRIPT } from './script';
import { STYLE } from './style';
import { table } from './table';
import { html, Markup } from './template';

// What stands in these elements is byte for byte what the digests are of.
const STYLE_ELEMENT = Markup.trusted(`<style>${STYLE}</style>`);
const SCRIPT_ELEMENT = Markup.trusted(`<script>${SCRIPT}</script>`);

/** A browser runs and loads nothing but the page's own style and script. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src '${digestOf(STYLE)}'`,
  `script-src '${digestOf(SCRIPT)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The whole page. */
export function page(document: AssessmentDocument, options: RenderOptions): Markup {
  const { assessments, tool } = document;
  const only = assessments.length === 1 ? assessments[0] : undefined;
  const title = only?.application ?? count(assessments.length, 'application');
  const filter = filterForm(assessments);
  const closed = assessments.filter(({ gate }) => gate === 'closed').length;
  const gate = closed === 0 ? 'gate open' : 'gate closed';
  const asOf = [...new Set(assessments.map((each) => each.options.asOf))].join(', ');
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>Resilience of ${title}${assessments.length > 0 && `: ${gate}`}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header class="masthead">
          <div>
            <h1>Resilience assessment</h1>
            ${assessments.length > 0 && html`<p>${title}, as of ${asOf}</p>`}
          </div>
        </header>
        <main id="content">
          ${assessments.length === 0 && html`<p>Nothing was assessed.</p>`}
          ${only !== undefined && assessmentSection(only, 1, options, filter)}
          ${
            assessments.length > 1 && [
              applications(assessments),
              filter,
              assessments.map((assessment, i) => assessmentSection(assessment, i + 1, options)),
            ]
          }
          <footer><p>Made by ${tool.name} ${tool.version}. Document version ${document.schemaVersion}.</p></footer>
        </main>
        ${SCRIPT_ELEMENT}
      </body>
    </html>`;
}

function applications(assessments: readonly Assessment[]): Markup {
  const numbers = ['Errors', 'Warnings', 'Accepted', 'Undetermined'].map((each) => [each, 'number'] as const);
  const rows = assessments.map(({ application, gate, summary }, i) => [
    html`<a href="#application-${i + 1}">${application}</a>`,
    html`<span class="${gate}"><span class="verdict">${gate}</span></span>`,
    summary.fatal + summary.errors,
    summary.warnings,
    summary.accepted,
    summary.undetermined,
  ]);
  return html`<h2>Applications</h2>
    ${table(['Application', 'Gate', ...numbers], rows)}`;
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
