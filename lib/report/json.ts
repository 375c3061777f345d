import type { Renderer } from './renderer';

/** The document itself, as `assessment.schema.json` describes it. */
export const renderJson: Renderer = (document) => `${JSON.stringify(document, undefined, 2)}\n`;
