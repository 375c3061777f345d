import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Assessment, AssessmentDocument, RunOptions } from '../../../lib/assessment/document';
import { ASSESSMENT_FILE } from '../../../lib/assessment/document';
import { documentOf } from '../../../lib/assessment/document-file';
import { failedAssessment } from '../../../lib/assessment/failure';
import { carriedFindings, packFailures, readRecorded } from '../../../lib/assessment/recorded';
import { Application } from '../../../lib/model/application';

const OPTIONS: RunOptions = { strictness: 'recommended', failOn: 'error', undetermined: 'ignore' };

function folder(content?: unknown): string {
  const path = mkdtempSync(join(tmpdir(), 'recorded-'));
  if (content !== undefined)
    writeFileSync(join(path, ASSESSMENT_FILE), typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('the document that packs left', () => {
  it('is read, if there is one', () => {
    const document = documentOf([failedAssessment('App', 'broken')]);
    expect(readRecorded(folder(document))).toEqual(JSON.parse(JSON.stringify(document)));
    expect(readRecorded(folder())).toBeUndefined();
  });

  it.each<[string, unknown, RegExp]>([
    ['no JSON', '{', /cannot be read as JSON at 1:2/],
    ['no document', {}, /is not an assessment\. Synthesize the app again$/],
    [
      'of another version',
      { schemaVersion: '0.9', assessments: [] },
      /has schema version 0\.9, not \d+\.\d+\. Synthesize the app again$/,
    ],
    ['without a version', { assessments: [] }, /has schema version undefined, not/],
    [
      'half there',
      { schemaVersion: '1.0', assessments: [{ options: {}, findings: [] }] },
      /is damaged\. Synthesize the app again$/,
    ],
    ['of things that are none', { schemaVersion: '1.0', assessments: [null] }, /is damaged/],
    [
      'with options that are none',
      { schemaVersion: '1.0', assessments: [{ ...failedAssessment('App', ''), options: { packs: 'x' } }] },
      /is damaged/,
    ],
  ])('is refused where it is %s', (_, content, message) => {
    expect(() => readRecorded(folder(content))).toThrow(message);
  });

  it('is refused where it is a folder', () => {
    const path = folder();
    mkdirSync(join(path, ASSESSMENT_FILE));
    expect(() => readRecorded(path)).toThrow(/cannot be read \(EISDIR\)$/);
  });
});

describe('what own rules said', () => {
  const stack = (digest: string): Application =>
    new Application({ name: 'App', stacks: [{ id: 'S', templatePath: 'S.template.json', template: {}, digest }] });
  const finding = (ruleId: string, message = ''): object => ({ ruleId, message, stack: 'S' });
  const recorded = {
    customRules: ['OwnA', 'OwnB'],
    templates: [{ stack: 'S', templatePath: 'S.template.json', digest: 'same' }],
    findings: [
      finding('OwnA'),
      finding('OwnB'),
      finding('RdsMultiAz'),
      finding('InternalError', 'Rule OwnA failed: it is broken'),
      finding('InternalError', 'Rule RdsMultiAz failed: it is broken'),
    ],
    undetermined: [{ ruleId: 'OwnB' }, { ruleId: 'RdsMultiAz' }],
  } as unknown as Assessment;
  const carried = (options: Partial<RunOptions>, digest = 'same', from = recorded): string[] => {
    const { findings, undetermined } = carriedFindings(from, stack(digest), [{ ...OPTIONS, ...options }], 'cdk.out');
    return [
      ...findings.map(({ ruleId, message }) => `${ruleId} ${message}`.trim()),
      ...undetermined.map(({ ruleId }) => `? ${ruleId}`),
    ];
  };

  it('is carried over', () => {
    expect(carried({})).toEqual(['OwnA', 'OwnB', 'InternalError Rule OwnA failed: it is broken', '? OwnB']);
  });

  it('is carried over as far as the options select the rules', () => {
    expect(carried({ except: ['OwnA'] })).toEqual(['OwnB', '? OwnB']);
    expect(carried({ rules: ['OwnA', 'RdsMultiAz'] })).toEqual([
      'OwnA',
      'InternalError Rule OwnA failed: it is broken',
    ]);
    expect(carried({ rules: ['RdsMultiAz'] })).toEqual([]);
  });

  it('cannot be carried over to other templates', () => {
    const message =
      'cdk.out: was judged by rules of its own (OwnA, OwnB), and its templates have changed since. Synthesize the app again';
    expect(() => carried({}, 'other')).toThrow(message);
    expect(() => carried({}, 'same', { ...recorded, templates: [] })).toThrow(message);
    // Nothing is carried over, so nothing can be wrong with it.
    expect(carried({ except: ['OwnA', 'OwnB'] }, 'other')).toEqual([]);
    expect(carried({}, 'other', { ...recorded, customRules: [] })).toEqual([]);
  });
});

it('failures of packs as a whole are told from those of rules', () => {
  const [a, b] = ['broken', 'unreadable'].map((said) => failedAssessment('App', said));
  const document = documentOf([a!, b!, a!]) as AssessmentDocument;
  expect(packFailures(document).map(({ message }) => message)).toEqual(['broken', 'unreadable']);
  const ofRule = { ...a!, findings: [{ ...a!.findings[0]!, stack: 'Data' }] };
  expect(packFailures(documentOf([ofRule]))).toEqual([]);
});
