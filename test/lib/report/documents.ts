import { analyse } from '../../../lib/analysis/analysis';
import type {
  AcceptanceRecord,
  Assessment,
  AssessmentDocument,
  FindingRecord,
  UndeterminedRecord,
} from '../../../lib/assessment/document';
import type { RenderOptions } from '../../../lib/report';
import { hostileShop } from './analysis/shops';

export const PLAIN: RenderOptions = { color: false };

/** A finding of a made-up rule, on one construct. */
export function finding(fields: Partial<FindingRecord> = {}): FindingRecord {
  return {
    ruleId: 'OneZone',
    fingerprint: '00000000000000aa',
    status: 'open',
    severity: 'error',
    category: 'SINGLE_POINT_OF_FAILURE',
    disruptions: ['infrastructure', 'az'],
    stack: 'Data',
    templatePath: 'Data.template.json',
    logicalId: 'Db1A2B3C4D',
    resourceType: 'AWS::RDS::DBInstance',
    constructPath: 'Data/Db/Resource',
    path: 'Properties.MultiAZ',
    title: 'It runs in one zone',
    message: 'It runs in one zone. The zone takes it down.',
    why: 'The zone takes it down.',
    fix: 'Set MultiAZ to true.',
    docs: 'https://docs.aws.amazon.com/one-zone',
    ...fields,
  };
}

/** A finding that is accepted. */
export function accepted(fields: Partial<FindingRecord> = {}): FindingRecord {
  return finding({
    status: 'accepted',
    acceptance: { reason: 'Not used at night.', owner: 'ops@example.com', expires: '2027-03-31' },
    ...fields,
  });
}

export function undetermined(fields: Partial<UndeterminedRecord> = {}): UndeterminedRecord {
  return {
    ruleId: 'OneZone',
    status: 'open',
    stack: 'Data',
    templatePath: 'Data.template.json',
    logicalId: 'Db1A2B3C4D',
    path: 'Properties.MultiAZ',
    because: "parameter 'Zones' has no default",
    ...fields,
  };
}

export function acceptance(fields: Partial<AcceptanceRecord> = {}): AcceptanceRecord {
  return {
    form: 'acceptance',
    ruleId: 'OneZone',
    scope: 'Data/Db',
    reason: 'Not used at night.',
    owner: 'ops@example.com',
    expires: '2027-03-31',
    state: 'valid',
    use: 'used',
    findings: ['00000000000000aa'],
    ...fields,
  };
}

/** An assessment whose numbers and gate are those of its findings. */
export function assessment(fields: Partial<Assessment> = {}): Assessment {
  const { findings = [], undetermined = [], skipped = [] } = fields;
  const open = (severity: string): number =>
    findings.filter((each) => each.status === 'open' && each.severity === severity).length;
  const errors = open('fatal') + open('error');
  return {
    application: 'App',
    gate: errors === 0 ? 'open' : 'closed',
    gateReasons: errors === 0 ? [] : [`${errors} to mend`],
    summary: {
      fatal: open('fatal'),
      errors: open('error'),
      warnings: open('warning'),
      infos: open('info'),
      accepted: findings.filter(({ status }) => status === 'accepted').length,
      undetermined: undetermined.length,
      skipped: skipped.length,
      stacks: 1,
      resources: 7,
      rules: 80,
    },
    options: { strictness: 'recommended', failOn: 'error', undetermined: 'ignore', asOf: '2026-11-23' },
    findings,
    undetermined,
    acceptances: [],
    journeys: [],
    externalDependencies: [],
    skipped,
    missingContext: [],
    templates: [],
    customRules: [],
    ...fields,
  };
}

export function document(...assessments: readonly Assessment[]): AssessmentDocument {
  return { schemaVersion: '1.0', tool: { name: 'cdk-resilience', version: '9.8.7' }, assessments };
}

/** Five hundred findings of twenty rules on a hundred constructs. */
export function manyFindings(): FindingRecord[] {
  return Array.from({ length: 500 }, (_, i) =>
    finding({
      ruleId: `Rule${i % 20}`,
      title: `Title ${i % 20}`,
      message: `Title ${i % 20}. Number ${i}. Because of ${i % 20}.`,
      detail: `Number ${i}.`,
      why: `Because of ${i % 20}.`,
      constructPath: `Stack/C${i % 100}/Resource`,
      severity: i % 2 === 0 ? 'error' : 'warning',
    }),
  );
}

/** Texts that mean something to a terminal, to Markdown or to HTML. */
export const HOSTILE =
  '</script><script>alert(1)</script> "q" \'s\' `b` |p| *e* <!-- \u202eRTL\u001b[31m & [l](javascript:x) @me';

/** An assessment in which every text that is not ours is hostile. */
export function hostileAssessment(): Assessment {
  const said = { title: HOSTILE, message: HOSTILE, detail: HOSTILE, why: HOSTILE, fix: HOSTILE };
  const texts = { ...said, docs: `javascript:${HOSTILE}`, condition: HOSTILE };
  const place = { stack: HOSTILE, templatePath: HOSTILE, logicalId: HOSTILE, constructPath: HOSTILE, path: HOSTILE };
  const terms = { reason: HOSTILE, owner: HOSTILE, expires: HOSTILE };
  const hostile = finding({
    ...texts,
    ...place,
    ruleId: HOSTILE,
    resourceType: HOSTILE,
    source: HOSTILE,
    related: [{ stack: HOSTILE, logicalId: HOSTILE }],
  });
  return assessment({
    application: HOSTILE,
    source: `${HOSTILE}.`,
    gateReasons: [HOSTILE],
    findings: [hostile, { ...hostile, status: 'accepted', acceptance: terms }],
    undetermined: [undetermined({ ...place, ruleId: HOSTILE, because: HOSTILE })],
    acceptances: [acceptance({ ...terms, ruleId: HOSTILE, scope: HOSTILE })],
    skipped: [{ stack: HOSTILE, templatePath: HOSTILE, logicalId: HOSTILE, because: HOSTILE }],
    missingContext: [HOSTILE],
    templates: [{ stack: HOSTILE, templatePath: HOSTILE, digest: HOSTILE }],
    customRules: [HOSTILE],
    analysis: analyse(hostileShop()),
    options: {
      strictness: 'recommended',
      failOn: 'error',
      undetermined: 'ignore',
      asOf: HOSTILE,
      region: HOSTILE,
      account: HOSTILE,
      parameters: { [HOSTILE]: HOSTILE },
      rules: [HOSTILE],
      except: [HOSTILE],
      severities: { [HOSTILE]: 'error' },
      packs: [{ strictness: 'recommended', failOn: 'error', undetermined: 'ignore', pack: HOSTILE }],
      overridden: [HOSTILE],
    },
  });
}
