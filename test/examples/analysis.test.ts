import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { addFragileBrokerage } from '../../examples/brokerage/fragile';
import { addResilientBrokerage } from '../../examples/brokerage/resilient';
import { analyse, type AnalysisRecord } from '../../lib/analysis/analysis';
import { CONFIGURATION_KEY, readConfiguration } from '../../lib/assessment/configuration';
import { Application } from '../../lib/model/application';
import { readAssembly } from '../../lib/model/source/assembly';

jest.setTimeout(60_000);

const { context: CONTEXT } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'cdk.json'), 'utf8')) as {
  context: { readonly [key: string]: unknown };
};

function analysisOf(add: (app: App) => void): AnalysisRecord {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-resilience-'));
  const app = new App({ outdir, context: { ...CONTEXT } });
  add(app);
  app.synth();
  const [source] = readAssembly(outdir);
  const analysis = analyse(new Application(source!), readConfiguration(CONTEXT[CONFIGURATION_KEY], 'cdk.json'));
  rmSync(outdir, { recursive: true });
  return analysis;
}

describe('the fragile brokerage', () => {
  let analysis: AnalysisRecord;
  beforeAll(() => void (analysis = analysisOf(addFragileBrokerage)));

  it('has single points of failure of eight kinds', () => {
    const found = analysis.singlePoints.filter(({ kind }) => kind !== 'SERVICE');
    expect(found.map(({ kind, on }) => `${kind} ${on.name} ${on.resourceType ?? ''}`.trim())).toEqual([
      'SINGLE_UNIT Web/Web/Service/Service AWS::ECS::Service',
      'SINGLE_UNIT Data/Cache AWS::ElastiCache::CacheCluster',
      'SINGLE_UNIT Data/Accounts/Resource AWS::RDS::DBInstance',
      'SINGLE_ZONE Network/Vpc/PublicSubnet1/NATGateway AWS::EC2::NatGateway',
      'ZONE us-east-1a',
      'ZONE us-east-1b',
      'SHARED_FATE Web/Certificate/Resource AWS::CertificateManager::Certificate',
      'SHARED_FATE Lambda concurrency of us-east-1',
      'REGION us-east-1',
    ]);
    expect(analysis.singlePoints.every(({ journeys }) => journeys.length > 0)).toBe(true);
  });

  it('has journeys that nobody declared, which reach its databases', () => {
    expect(analysis.journeys.map(({ name, isImplied }) => [name, isImplied])).toEqual([
      ['by Web/Web/LB/Resource', true],
      ['by Login/Api/Resource', true],
    ]);
    const stores = ['Data/Accounts/Resource', 'Data/Ledger/Resource', 'Data/Cache', 'Login/Sessions/Resource'];
    expect(analysis.journeys[0]?.components).toEqual(expect.arrayContaining(stores));
    expect(analysis.graph.inferredShare).toBeGreaterThan(0.1);
    expect(analysis.graph.inferredShare).toBeLessThan(0.2);
  });

  it('cannot come back from the loss of its Region', () => {
    const verdicts = analysis.recovery.journeys.map(({ disruptions }) => disruptions.region.rto.estimate);
    expect(verdicts).toEqual(['UNRECOVERABLE', 'UNRECOVERABLE']);
  });
});

describe('the resilient brokerage', () => {
  let analysis: AnalysisRecord;
  beforeAll(() => void (analysis = analysisOf(addResilientBrokerage)));

  it('has no single point of failure but the Region that user pools are in', () => {
    const found = analysis.singlePoints.filter(({ kind }) => kind !== 'SERVICE');
    expect(found.map(({ kind, on, journeys }) => [kind, on.name, journeys])).toEqual([
      ['REGION', 'us-east-1', ['Log in']],
    ]);
  });

  it('goes on when any zone is lost', () => {
    const zones = analysis.failures.filter(({ kind }) => kind === 'ZONE');
    expect(new Set(zones.map(({ on }) => on.name))).toEqual(
      new Set(['a', 'b', 'c'].flatMap((zone) => [`us-east-1${zone}`, `us-west-2${zone}`])),
    );
    expect(zones.flatMap(({ unsure }) => unsure)).toEqual([]);
    expect(zones.flatMap(({ impacts }) => impacts.filter(({ impact }) => impact === 'STOPPED'))).toEqual([]);
  });

  it('meets its policy', () => {
    const verdicts = analysis.recovery.journeys.map(({ journey, disruptions, availability }) => [
      journey,
      ...Object.values(disruptions).flatMap(({ rto, rpo }) => [rto.verdict, rpo.verdict]),
      availability.verdict,
    ]);
    const met = Array.from({ length: 6 }, () => 'MET');
    expect(verdicts).toEqual([
      ['Log in', ...met, 'NO_TARGET', 'NO_TARGET', 'MET'],
      ['Place an order', ...met, 'MET', 'MET', 'MET'],
      ['See prices', ...met, 'MET', 'MET', 'MET'],
      ['Be notified', ...met, 'MET', 'MET', 'MET'],
    ]);
  });

  it('shows its parts with its score', () => {
    expect(analysis.score.parts.map(({ part, points, weight }) => [part, points !== undefined, weight])).toEqual([
      ['POLICY_COMPLIANCE', true, 40],
      ['ALARMS', true, 20],
      ['PROCEDURES', true, 20],
      ['TESTS', true, 20],
    ]);
    expect(analysis.journeys.flatMap(({ unresolved }) => unresolved)).toEqual([]);
  });
});
