import { RuleTester } from 'cdk-resilience/rules';
import { rdsEnhancedMonitoring, rdsEventSubscription, rdsLogExports } from '../../../policies/rules/rds-monitoring';

function member(cluster: object, instance: object): { Resources: object } {
  return {
    Resources: {
      Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql', ...cluster } },
      Subject: { Type: 'AWS::RDS::DBInstance', Properties: { DBClusterIdentifier: { Ref: 'Cluster' }, ...instance } },
    },
  };
}

RuleTester.run(rdsEnhancedMonitoring, {
  valid: [
    { name: 'a cluster that watches its instances', given: member({ MonitoringInterval: 60 }, {}) },
    { name: 'an instance of a cluster that is watched by itself', given: member({}, { MonitoringInterval: '15' }) },
  ],
  invalid: [
    { name: '0', given: { MonitoringInterval: 0 }, finds: ['Subject.Properties.MonitoringInterval'] },
    { name: 'an instance of a cluster', given: member({}, {}), finds: ['Subject.Properties.MonitoringInterval'] },
  ],
});

RuleTester.run(rdsLogExports, {
  valid: [{ name: 'a member of a cluster', given: { DBClusterIdentifier: 'orders' } }],
  invalid: [
    {
      name: 'an empty list',
      given: { EnableCloudwatchLogsExports: [] },
      finds: ['Subject.Properties.EnableCloudwatchLogsExports'],
    },
  ],
});

RuleTester.run(rdsEventSubscription, {
  valid: [
    { name: 'all that is critical', given: { SourceType: 'db-cluster', EventCategories: ['failure', 'maintenance'] } },
    { name: 'another kind of source', given: { SourceType: 'db-snapshot', EventCategories: ['creation'] } },
  ],
  invalid: [
    { name: 'a subscription that is off', given: { Enabled: false }, finds: ['Subject.Properties.Enabled'] },
    {
      name: 'an instance without changes of configuration',
      given: { SourceType: 'db-instance', EventCategories: ['failure', 'maintenance'] },
      finds: ['Subject.Properties.EventCategories'],
    },
  ],
  undetermined: [
    {
      name: 'a category given at deployment',
      given: {
        Parameters: { Category: { Type: 'String' } },
        Resources: {
          Subject: {
            Type: 'AWS::RDS::EventSubscription',
            Properties: { SourceType: 'db-cluster', EventCategories: ['failure', { Ref: 'Category' }] },
          },
        },
      },
      open: ['Subject.Properties.EventCategories.1'],
    },
  ],
});
