import type { AssessmentDocument, FindingRecord } from '../assessment/document';

/** What a document can be rendered as. */
export const FORMATS = ['console', 'json', 'markdown', 'html'] as const;
export type FormatName = (typeof FORMATS)[number];

/** How a document is rendered. */
export interface RenderOptions {
  /** Whether the console format may use colours. */
  readonly color: boolean;
  /** Columns of the console format. Default: 100. */
  readonly width?: number;
  /** The user's source line of a finding, `file:line:column`. Default: the one in the document. */
  readonly sourceLine?: (finding: FindingRecord) => string | undefined;
}

/** Makes a text of a document. */
export type Renderer = (document: AssessmentDocument, options: RenderOptions) => string;

/** The user's source line of a finding, as a renderer shows it. */
export function sourceOf(finding: FindingRecord, { sourceLine }: RenderOptions): string | undefined {
  return sourceLine?.(finding) ?? finding.source;
}
