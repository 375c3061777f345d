import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';

export const keyspacesPitr = defineRule({
  id: 'KeyspacesPitr',
  appliesTo: 'AWS::Cassandra::Table',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The Keyspaces table cannot be restored to a point in time',
  why: 'Rows that a fault or a mistake overwrites or deletes are gone: Keyspaces has no other backup. The default is no point-in-time recovery.',
  fix: 'Set PointInTimeRecoveryEnabled to true.',
  wellArchitected: ['REL09-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/keyspaces/latest/devguide/PointInTimeRecovery.html',
  remedy: { PointInTimeRecoveryEnabled: true },
  examples: {
    noncompliant: { KeyspaceName: 'orders' },
    compliant: { KeyspaceName: 'orders', PointInTimeRecoveryEnabled: true },
    at: 'Properties.PointInTimeRecoveryEnabled',
  },
  check: (table) => {
    return table.isTrue('PointInTimeRecoveryEnabled') ? compliant : nonCompliant('PointInTimeRecoveryEnabled');
  },
});

export const keyspacesCapacity = defineRule({
  id: 'KeyspacesCapacity',
  appliesTo: 'AWS::Cassandra::Table',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The capacity of the Keyspaces table does not follow its load',
  why: 'Requests beyond the provisioned capacity are refused. On-demand capacity is the default; here it is fixed.',
  fix: 'Leave BillingMode out, or set AutoScalingSpecifications for reads and writes.',
  wellArchitected: ['REL07-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/keyspaces/latest/devguide/autoscaling.html',
  examples: {
    noncompliant: {
      KeyspaceName: 'orders',
      BillingMode: { Mode: 'PROVISIONED', ProvisionedThroughput: { ReadCapacityUnits: 10, WriteCapacityUnits: 10 } },
    },
    compliant: { KeyspaceName: 'orders' },
    at: 'Properties.AutoScalingSpecifications',
  },
  check: (table) => {
    if (table.string('BillingMode.Mode') !== 'PROVISIONED') return notApplicable;
    const settings = ['ReadCapacityAutoScaling', 'WriteCapacityAutoScaling'].map(
      (name) => `AutoScalingSpecifications.${name}`,
    );
    const isScaled = settings.every((path) => table.has(path) && !table.isTrue(`${path}.AutoScalingDisabled`));
    return isScaled ? compliant : nonCompliant('AutoScalingSpecifications');
  },
});
