import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { isAurora, isClusterMember } from '../../lib/facts/databases';

const DATABASES = ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'];

export const rdsEnhancedMonitoring = defineRule({
  id: 'RdsEnhancedMonitoring',
  appliesTo: DATABASES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['infrastructure'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The database reports no metrics of its operating system',
  why: 'Memory, processes and disk queues are seen only from outside, a minute at a time. The default is no enhanced monitoring.',
  fix: 'Set MonitoringInterval to 60 or less and MonitoringRoleArn (CDK: monitoringInterval: Duration.seconds(60)).',
  wellArchitected: ['REL06-BP01'],
  equivalents: [
    'cdk-nag:RDSEnhancedMonitoringEnabled',
    'checkov:CKV_AWS_118',
    'config:rds-enhanced-monitoring-enabled',
    'control-tower:CT.RDS.PR.2',
    'guard:RDS_ENHANCED_MONITORING_ENABLED',
    'prowler:rds_instance_enhanced_monitoring_enabled',
    'securityhub:RDS.6',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html',
  examples: {
    noncompliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large' },
    compliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large', MonitoringInterval: 60 },
    at: 'Properties.MonitoringInterval',
  },
  check: (db) => {
    const cluster = isClusterMember(db) ? db.reference('DBClusterIdentifier') : undefined;
    const watched = cluster?.type === 'AWS::RDS::DBCluster' ? [db, cluster] : [db];
    // The instances of an Aurora cluster are watched one by one, or all through their cluster.
    if (db.type === 'AWS::RDS::DBCluster' && isAurora(db)) return notApplicable;
    const isWatched = watched.some((each) => (each.number('MonitoringInterval') ?? 0) > 0);
    return isWatched ? compliant : nonCompliant('MonitoringInterval');
  },
});

export const rdsLogExports = defineRule({
  id: 'RdsLogExports',
  appliesTo: DATABASES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The logs of the database stay on the instance',
  why: 'Its error and slow query logs are gone with the instance, and nobody can be alerted by them. By default no log is published to CloudWatch Logs.',
  fix: "Set EnableCloudwatchLogsExports to the logs of the engine (CDK: cloudwatchLogsExports: ['postgresql']).",
  wellArchitected: ['REL06-BP05'],
  equivalents: [
    'cdk-nag:RDSLoggingEnabled',
    'checkov:CKV_AWS_129',
    'checkov:CKV_AWS_324',
    'config:rds-logging-enabled',
    'control-tower:CT.RDS.PR.14',
    'guard:RDS_LOGGING_ENABLED',
    'prowler:rds_instance_integration_cloudwatch_logs',
    'securityhub:RDS.9',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.html',
  examples: {
    noncompliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large' },
    compliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large', EnableCloudwatchLogsExports: ['postgresql'] },
    at: 'Properties.EnableCloudwatchLogsExports',
  },
  check: (db) => {
    if (isClusterMember(db)) return notApplicable;
    return db.list('EnableCloudwatchLogsExports').length > 0 ? compliant : nonCompliant('EnableCloudwatchLogsExports');
  },
});

/** What has to be told about each kind of source. Source: "Amazon RDS event categories and event messages". */
const CRITICAL_CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  'db-instance': ['maintenance', 'configuration change', 'failure'],
  'db-cluster': ['maintenance', 'failure'],
};

export const rdsEventSubscription = defineRule({
  id: 'RdsEventSubscription',
  appliesTo: 'AWS::RDS::EventSubscription',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The event subscription does not tell of failures and maintenance',
  why: 'A failure or a pending maintenance of the database reaches nobody. Without a list of categories all of them are told.',
  fix: 'Leave EventCategories out or let it hold maintenance and failure (and configuration change for instances), and Enabled true.',
  wellArchitected: ['REL11-BP06'],
  equivalents: [
    'control-tower:CT.RDS.PR.17',
    'control-tower:CT.RDS.PR.18',
    'prowler:rds_cluster_critical_event_subscription',
    'prowler:rds_instance_critical_event_subscription',
    'securityhub:RDS.19',
    'securityhub:RDS.20',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.html',
  examples: {
    noncompliant: {
      SnsTopicArn: 'arn:aws:sns:eu-west-1:111122223333:operations',
      SourceType: 'db-instance',
      EventCategories: ['backup'],
    },
    compliant: { SnsTopicArn: 'arn:aws:sns:eu-west-1:111122223333:operations', SourceType: 'db-instance' },
    at: 'Properties.EventCategories',
  },
  check: (subscription) => {
    if (subscription.isFalse('Enabled'))
      return nonCompliant('Enabled', { detail: 'The subscription is switched off.' });
    if (!subscription.has('EventCategories')) return compliant;
    const source = subscription.string('SourceType') ?? '';
    if (!Object.hasOwn(CRITICAL_CATEGORIES, source)) return notApplicable;
    const told = subscription.list('EventCategories').map((category) => category.string());
    const missing = (CRITICAL_CATEGORIES[source] ?? []).filter((category) => !told.includes(category));
    if (missing.length === 0) return compliant;
    return nonCompliant('EventCategories', { detail: `Not told: ${missing.join(', ')}.` });
  },
});
