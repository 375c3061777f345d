import { readFileSync, statSync } from 'node:fs';
import { SourceLines } from '../model/source/text-source-lines';
import type { Assessment, FindingRecord } from './document';

/** Adds the place in the template, `file:line:column`, to findings that have no place in code. */
export function withTemplateLines(assessment: Assessment): Assessment {
  const files = new Map<string, SourceLines>();
  const linesOf = (file: string): SourceLines => {
    let lines = files.get(file);
    if (lines === undefined) files.set(file, (lines = new SourceLines(textOf(file))));
    return lines;
  };
  const locate = (finding: FindingRecord): FindingRecord => {
    const { source, templatePath, logicalId, path } = finding;
    if (source !== undefined || logicalId === undefined || templatePath === '') return finding;
    const at = linesOf(templatePath).positionOf(['Resources', logicalId, ...path.split('.').filter(Boolean)]);
    return at === undefined ? finding : { ...finding, source: `${templatePath}:${at.line}:${at.column}` };
  };
  return { ...assessment, findings: assessment.findings.map(locate) };
}

/** What has been read from a pipe is gone. */
function textOf(file: string): string | Uint8Array {
  return statSync(file).isFile() ? readFileSync(file) : '';
}
