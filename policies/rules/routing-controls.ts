import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant } from '../../lib/engine/verdict';

const PANEL = { Type: 'AWS::Route53RecoveryControl::ControlPanel', Properties: { Name: 'orders' } };

function controlPanel(rules: object): { readonly [section: string]: unknown } {
  const control = (Name: string): object => ({
    Type: 'AWS::Route53RecoveryControl::RoutingControl',
    Properties: { Name, ControlPanelArn: { Ref: 'Subject' } },
  });
  return { Resources: { Subject: PANEL, West: control('west'), North: control('north'), ...rules } };
}

export const arcSafetyRule = defineRule({
  id: 'ArcSafetyRule',
  appliesTo: 'AWS::Route53RecoveryControl::ControlPanel',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'region'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'All Regions can be switched off at once',
  why: 'Routing controls are changed in haste. Without a safety rule nothing refuses a change that leaves no Region on.',
  fix: 'Add an AWS::Route53RecoveryControl::SafetyRule with an AssertionRule that at least one control stays on.',
  wellArchitected: ['REL11-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/r53recovery/latest/dg/routing-control.safety-rules.html',
  examples: {
    noncompliant: controlPanel({}),
    compliant: controlPanel({
      OneIsOn: {
        Type: 'AWS::Route53RecoveryControl::SafetyRule',
        Properties: {
          ControlPanelArn: { Ref: 'Subject' },
          Name: 'one-is-on',
          RuleConfig: { Inverted: false, Threshold: 1, Type: 'ATLEAST' },
          AssertionRule: { AssertedControls: [{ Ref: 'West' }, { Ref: 'North' }], WaitPeriodMs: 5000 },
        },
      },
    }),
    at: '',
  },
  check: (panel) => {
    const controls = panel.referencedBy('AWS::Route53RecoveryControl::RoutingControl', 'ControlPanelArn');
    if (controls.length < 2) return compliant;
    const rules = panel.referencedBy('AWS::Route53RecoveryControl::SafetyRule', 'ControlPanelArn');
    return rules.length > 0 ? compliant : nonCompliant(undefined, { related: controls });
  },
});
