import { componentOf } from '../../../../lib/analysis/components';
import { applicationOf, resourceIn } from '../../model/templates';
import { a, evidenceOf, inWords, subjectOf, type Resources } from './profiles';

const OPEN = {
  Parameters: { Stage: { Type: 'String' }, Size: { Type: 'String' } },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    IsTest: { 'Fn::Not': [{ Condition: 'IsProd' }] },
    IsBig: { 'Fn::Equals': [{ Ref: 'Size' }, 'big'] },
  },
};
const choice = (whenTrue: unknown, whenFalse: unknown, condition = 'IsProd'): object => ({
  'Fn::If': [condition, whenTrue, whenFalse],
});
const NOTHING = { Ref: 'AWS::NoValue' };

describe('findingOf', () => {
  it('keeps what all outcomes of an open condition have in common, of units the fewest', () => {
    const found = subjectOf({ Subject: a('AWS::ECS::Service', { DesiredCount: choice(6, 2) }) }, OPEN);
    expect(inWords(found)).toBe('ecs COMPUTE ZONES REPLICAS 2 ?');
    expect(evidenceOf(found)).toEqual([
      'Subject Properties.DesiredCount: DesiredCount is 6: 6 tasks',
      'Subject Properties.DesiredCount: DesiredCount is 2: 2 tasks',
      'Subject : The open condition IsProd decides between these',
    ]);
  });

  it('does not choose between outcomes', () => {
    const found = subjectOf({ Subject: a('AWS::RDS::DBInstance', { MultiAZ: choice(true, NOTHING) }) }, OPEN);
    expect(inWords(found)).toBe('rds DATABASE ZONES UNKNOWN 1 ? stateful');
    expect(evidenceOf(found)).toEqual([
      'Subject Properties.MultiAZ: MultiAZ is true: a standby in another zone takes over',
      'Subject Properties.MultiAZ: MultiAZ is absent: there is no standby',
      'Subject : The open condition IsProd decides between these',
    ]);
  });

  it('knows nothing where one outcome is not known', () => {
    const MultiAZ = choice(true, { 'Fn::ImportValue': 'multi' });
    const found = subjectOf({ Subject: a('AWS::RDS::DBInstance', { MultiAZ }) }, OPEN);
    expect(inWords(found)).toBe('rds DATABASE ZONES UNKNOWN ? ? stateful');
    expect(evidenceOf(found)[1]).toBe(
      "Subject Properties.MultiAZ: MultiAZ is not known: 'multi' is exported outside of the application",
    );
  });

  it('leaves out what differs of one kind of redundancy', () => {
    const Zone = choice('eu-west-1a', 'eu-west-1b');
    const member = (AvailabilityZone: unknown): ReturnType<typeof a> =>
      a('AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Subject' }, AvailabilityZone });
    const found = subjectOf(
      {
        Subject: a('AWS::RDS::DBCluster', { Engine: 'aurora-mysql' }),
        A: member('eu-west-1a'),
        B: member(Zone),
      },
      OPEN,
    );
    expect(inWords(found)).toBe('aurora DATABASE ZONES FAILOVER 2 ? stateful');
  });

  it('supposes that the resource exists', () => {
    const resources: Resources = {
      Subject: { ...a('AWS::RDS::DBCluster', { Engine: 'aurora-mysql' }), Condition: 'IsProd' },
      A: { ...a('AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Subject' } }), Condition: 'IsProd' },
      B: { ...a('AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Subject' } }), Condition: 'IsProd' },
    };
    const found = subjectOf(resources, OPEN);
    expect(inWords(found)).toBe('aurora DATABASE ZONES FAILOVER 2 outlasts-zones stateful');
    expect(evidenceOf(found)).toEqual(['Subject : Its instances are Stack/A, Stack/B']);
  });

  it('takes a value by the condition that the resource hangs on', () => {
    const subject = { ...a('AWS::RDS::DBInstance', { MultiAZ: choice(false, true, 'IsTest') }), Condition: 'IsProd' };
    expect(inWords(subjectOf({ Subject: subject }, OPEN))).toBe(
      'rds DATABASE ZONES FAILOVER 2 outlasts-zones stateful',
    );
  });

  it('is not stopped by a member that exists under another condition', () => {
    const member = a('AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Subject' } });
    const cluster = a('AWS::RDS::DBCluster', { Engine: 'aurora-mysql' });
    const found = subjectOf({ Subject: cluster, A: member, B: member, C: { ...member, Condition: 'IsBig' } }, OPEN);
    expect(inWords(found)).toBe('aurora DATABASE ZONES FAILOVER 2 outlasts-zones stateful');
  });

  it('gives up where too many open conditions decide', () => {
    const names = Array.from({ length: 12 }, (_, i) => `C${i}`);
    const Parameters = Object.fromEntries(names.map((name) => [`P${name}`, { Type: 'String' }]));
    const Conditions = Object.fromEntries(names.map((name) => [name, { 'Fn::Equals': [{ Ref: `P${name}` }, 'yes'] }]));
    const Instances = names.map((name) => [
      `I${name}`,
      { ...a('AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Subject' } }), Condition: name },
    ]);
    const Subject = a('AWS::RDS::DBCluster', { Engine: 'aurora-mysql' });
    const found = subjectOf({ Subject, ...Object.fromEntries(Instances) }, { Parameters, Conditions });
    expect(inWords(found)).toBe('aurora DATABASE ZONES UNKNOWN ? ? stateful');
    expect(evidenceOf(found)[0]).toMatch(/^Subject : It hangs on too many open conditions: C0, C1/);
  });

  it('leaves the run of a rule that asks as it was', () => {
    const application = applicationOf({
      ...OPEN,
      Resources: { Subject: a('AWS::ECS::Service', { DesiredCount: choice(6, 2) }) },
    });
    componentOf(resourceIn(application, 'Stack/Subject'));
    expect(application.enter(undefined)).toBeUndefined();
  });

  it('reads malformed properties as not known', () => {
    const found = subjectOf({ Subject: a('AWS::RDS::DBInstance', { MultiAZ: ['yes'] }) });
    expect(inWords(found)).toBe('rds DATABASE ZONES UNKNOWN ? ? stateful');
    expect(evidenceOf(found)).toEqual(['Subject Properties.MultiAZ: MultiAZ is not known: text is expected here']);
  });
});
