import { RuleTester } from 'cdk-resilience/rules';
import { arcSafetyRule } from '../../../policies/rules/routing-controls';

const PANEL = { Type: 'AWS::Route53RecoveryControl::ControlPanel', Properties: { Name: 'orders' } };
const control = (Name: string): object => ({
  Type: 'AWS::Route53RecoveryControl::RoutingControl',
  Properties: { Name, ControlPanelArn: { 'Fn::GetAtt': ['Subject', 'ControlPanelArn'] } },
});

RuleTester.run(arcSafetyRule, {
  valid: [
    { name: 'one switch', given: { Resources: { Subject: PANEL, West: control('west') } } },
    { name: 'no switch of the application', given: { Name: 'orders' } },
  ],
  invalid: [
    {
      name: 'three switches',
      given: { Resources: { Subject: PANEL, A: control('a'), B: control('b'), C: control('c') } },
      finds: ['Subject'],
    },
  ],
});
