/* eslint-disable @typescript-eslint/no-require-imports -- a run needs one renderer, mostly: the others are not loaded */
import type { AssessmentDocument } from '../assessment/document';
import type { FormatName, Renderer, RenderOptions } from './renderer';

export { FORMATS, type FormatName, type RenderOptions } from './renderer';

const RENDERERS: Readonly<Record<FormatName, () => Renderer>> = {
  console: () => (require('./console') as typeof import('./console')).renderConsole,
  json: () => (require('./json') as typeof import('./json')).renderJson,
  markdown: () => (require('./markdown') as typeof import('./markdown')).renderMarkdown,
  html: () => (require('./html') as typeof import('./html')).renderHtml,
};

/** Renders a document. The text ends with a line feed. */
export function render(format: FormatName, document: AssessmentDocument, options: RenderOptions): string {
  return RENDERERS[format]()(document, options);
}
