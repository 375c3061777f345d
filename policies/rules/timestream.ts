import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, undetermined } from '../../lib/engine/verdict';

export const influxDbMultiAz = defineRule({
  id: 'InfluxDbMultiAz',
  appliesTo: 'AWS::Timestream::InfluxDBInstance',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The InfluxDB instance runs in one Availability Zone',
  why: 'Losing the zone or the host takes the database down until it is repaired.',
  fix: 'Set DeploymentType to WITH_MULTIAZ_STANDBY.',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/timestream/latest/developerguide/timestream-for-influx-managing-multi-az.html',
  remedy: { DeploymentType: 'WITH_MULTIAZ_STANDBY' },
  examples: {
    noncompliant: { Name: 'metrics', DeploymentType: 'SINGLE_AZ' },
    compliant: { Name: 'metrics', DeploymentType: 'WITH_MULTIAZ_STANDBY' },
    at: 'Properties.DeploymentType',
  },
  check: (db) => {
    if (!db.has('DeploymentType')) return undetermined('DeploymentType', 'CloudFormation documents no default');
    return db.string('DeploymentType') === 'SINGLE_AZ' ? nonCompliant('DeploymentType') : compliant;
  },
});
