/* eslint-disable @typescript-eslint/no-require-imports -- a run needs one renderer, mostly: the others are not loaded */
import type { AssessmentDocument } from '../assessment/document';
import type { FormatName, Renderer, RenderOptions } from './renderer';

export { FORMATS, type FormatName, type RenderOptions } from './renderer';

const RENDERERS: Readonly<Record<FormatName, Renderer>> = {
  console: (document, options) => {
    const { renderConsole }: typeof import('./console') = require('./console');
    return renderConsole(document, options);
  },
  json: (document, options) => {
    const { renderJson }: typeof import('./json') = require('./json');
    return renderJson(document, options);
  },
  markdown: (document, options) => {
    const { renderMarkdown }: typeof import('./markdown') = require('./markdown');
    return renderMarkdown(document, options);
  },
  html: (document, options) => {
    const { renderHtml }: typeof import('./html') = require('./html');
    return renderHtml(document, options);
  },
};

/** Renders a document. The text ends with a line feed. */
export function render(format: FormatName, document: AssessmentDocument, options: RenderOptions): string {
  return RENDERERS[format](document, options);
}
