import { RuleTester } from 'cdk-resilience/rules';
import { auroraFailoverTargetUndersized } from '../../../policies/rules/aurora-failover';

type Member = readonly [size: string, tier?: unknown];

/** A cluster with a writer `Writer` and the readers `Subject`, `Other`. */
function cluster(...members: readonly Member[]): { [section: string]: object } {
  const names = ['Writer', 'Subject', 'Other'];
  const instances = members.map(([size, tier], i) => [
    names[i],
    {
      Type: 'AWS::RDS::DBInstance',
      Properties: {
        Engine: 'aurora-mysql',
        DBClusterIdentifier: { Ref: 'Cluster' },
        DBInstanceClass: `db.${size}`,
        ...(tier !== undefined && { PromotionTier: tier }),
      },
    },
  ]);
  return {
    Parameters: { Tier: { Type: 'Number' } },
    Resources: {
      Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql' } },
      ...Object.fromEntries(instances),
    },
  };
}

RuleTester.run(auroraFailoverTargetUndersized, {
  valid: [
    { name: 'a single instance', given: cluster(['r8g.large']) },
    {
      name: 'a small reader that is last in line',
      given: cluster(['r8g.large', 0], ['r8g.large', 1], ['t4g.medium', 15]),
    },
    {
      name: 'tiers left at the default: the largest is promoted',
      given: cluster(['r8g.xlarge'], ['r8g.xlarge'], ['r8g.large']),
    },
    { name: 'a newer generation of the same size', given: cluster(['r6g.2xlarge', 0], ['r8g.2xlarge', 1]) },
    { name: 'classes that cannot be compared', given: cluster(['r8g.2xlarge', 0], ['x2g.xlarge', 1]) },
    { name: 'a serverless reader that scales with the writer', given: cluster(['serverless', 0], ['serverless', 1]) },
    { name: 'a provisioned reader of a serverless writer', given: cluster(['serverless', 0], ['r8g.large', 2]) },
    { name: 'an instance of no cluster', given: { Engine: 'mysql', DBInstanceClass: 'db.t4g.micro' } },
  ],
  invalid: [
    {
      name: 'a smaller reader',
      given: cluster(['r8g.4xlarge', 0], ['r8g.2xlarge', 1]),
      finds: ['Subject.Properties.DBInstanceClass'],
    },
    {
      name: 'a burstable reader of the same size',
      given: cluster(['r8g.large', 0], ['t4g.large', 2]),
      finds: ['Subject.Properties.DBInstanceClass'],
    },
    {
      name: 'serverless readers that do not scale with the writer',
      given: cluster(['serverless', 0], ['serverless', 2], ['serverless', 3]),
      finds: ['Subject.Properties.PromotionTier'],
    },
  ],
  undetermined: [
    {
      name: 'a tier given at deployment, once for each instance',
      given: cluster(['r8g.large', 0], ['t4g.medium', { Ref: 'Tier' }]),
      open: ['Subject.Properties.PromotionTier', 'Subject.Properties.PromotionTier'],
    },
  ],
});
