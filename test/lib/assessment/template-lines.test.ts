import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Assessment, FindingRecord } from '../../../lib/assessment/document';
import { withTemplateLines } from '../../../lib/assessment/template-lines';

const YAML = `Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      MultiAZ: false
      Tags:
        - Key: a
          Value: b
`;

describe('findings in a template', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'lines-')), 'db.yaml');
  writeFileSync(file, YAML);

  it.each<[string, Partial<FindingRecord>, string | undefined]>([
    ['at a property', { logicalId: 'Db', path: 'Properties.MultiAZ' }, `${file}:5:7`],
    ['in a list', { logicalId: 'Db', path: 'Properties.Tags.0.Value' }, `${file}:8:11`],
    ['at a property that is not there', { logicalId: 'Db', path: 'Properties.DeletionProtection' }, `${file}:4:5`],
    ['at a resource', { logicalId: 'Db', path: '' }, `${file}:2:3`],
    ['that have a place in code', { logicalId: 'Db', path: '', source: 'app.ts:1:2' }, 'app.ts:1:2'],
    ['at a stack', { path: '' }, undefined],
    ['in no template', { logicalId: 'Db', path: '', templatePath: '' }, undefined],
  ])('%s', (_, finding, source) => {
    const assessment = { findings: [{ templatePath: file, ...finding }] } as unknown as Assessment;
    expect(withTemplateLines(assessment).findings[0]?.source).toBe(source);
  });
});
