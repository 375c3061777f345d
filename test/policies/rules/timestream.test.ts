import { RuleTester } from 'cdk-resilience/rules';
import { influxDbMultiAz } from '../../../policies/rules/timestream';

RuleTester.run(influxDbMultiAz, {
  valid: [],
  invalid: [],
  undetermined: [{ name: 'nothing said', given: { Name: 'metrics' }, open: ['Subject.Properties.DeploymentType'] }],
});
