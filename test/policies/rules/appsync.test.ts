import { RuleTester } from 'cdk-resilience/rules';
import { appSyncLogging, appSyncTracing } from '../../../policies/rules/appsync';

const open = (property: string) => ({
  Parameters: { Value: { Type: 'String' } },
  Resources: { Subject: { Type: 'AWS::AppSync::GraphQLApi', Properties: { [property]: { Ref: 'Value' } } } },
});

RuleTester.run(appSyncTracing, {
  valid: [{ name: 'text for a boolean', given: { XrayEnabled: 'true' } }],
  invalid: [{ name: 'false', given: { XrayEnabled: false }, finds: ['Subject.Properties.XrayEnabled'] }],
  undetermined: [
    { name: 'a choice at deployment', given: open('XrayEnabled'), open: ['Subject.Properties.XrayEnabled'] },
  ],
});

RuleTester.run(appSyncLogging, {
  valid: [{ name: 'settings given at deployment', given: open('LogConfig') }],
  invalid: [
    { name: 'no value', given: { LogConfig: { Ref: 'AWS::NoValue' } }, finds: ['Subject.Properties.LogConfig'] },
  ],
});
