import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant } from '../../lib/engine/verdict';

export const openSearchSnapshotsPaused = defineRule({
  id: 'OpenSearchSnapshotsPaused',
  appliesTo: 'AWS::OpenSearchService::Domain',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The automated snapshots of the domain are paused',
  why: 'What is deleted or corrupted during the pause cannot be brought back. OpenSearch Service takes snapshots every hour unless it is told to pause.',
  fix: 'Leave AutomatedSnapshotPauseOptions out, or set Enabled to false.',
  wellArchitected: ['REL09-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-snapshots.html',
  examples: {
    noncompliant: { AutomatedSnapshotPauseOptions: { Enabled: true } },
    compliant: { AutomatedSnapshotPauseOptions: { Enabled: false } },
    at: 'Properties.AutomatedSnapshotPauseOptions.Enabled',
  },
  check: (domain) => {
    const path = 'AutomatedSnapshotPauseOptions.Enabled';
    return domain.isTrue(path) ? nonCompliant(path) : compliant;
  },
});

export const openSearchAutoSoftwareUpdate = defineRule({
  id: 'OpenSearchAutoSoftwareUpdate',
  appliesTo: 'AWS::OpenSearchService::Domain',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Service software updates of the domain wait for somebody',
  why: 'They carry fixes; those that are required are installed in the end at a time AWS chooses. Automatic installation in the off-peak window has to be asked for.',
  fix: 'Set SoftwareUpdateOptions.AutoSoftwareUpdateEnabled to true (CDK: enableAutoSoftwareUpdate: true).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [
    'config:opensearch-update-check',
    'prowler:opensearch_service_domains_updated_to_the_latest_service_software_version',
    'securityhub:Opensearch.10',
  ],
  docs: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/service-software.html',
  remedy: { SoftwareUpdateOptions: { AutoSoftwareUpdateEnabled: true } },
  examples: {
    noncompliant: { DomainName: 'products' },
    compliant: { DomainName: 'products', SoftwareUpdateOptions: { AutoSoftwareUpdateEnabled: true } },
    at: 'Properties.SoftwareUpdateOptions.AutoSoftwareUpdateEnabled',
  },
  check: (domain) => {
    const path = 'SoftwareUpdateOptions.AutoSoftwareUpdateEnabled';
    return domain.isTrue(path) ? compliant : nonCompliant(path);
  },
});

export const openSearchErrorLogs = defineRule({
  id: 'OpenSearchErrorLogs',
  appliesTo: ['AWS::OpenSearchService::Domain', 'AWS::Elasticsearch::Domain'],
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The error logs of the domain are not published',
  why: 'Without them nobody sees why queries fail or nodes stall. By default no log is published.',
  fix: 'Set LogPublishingOptions.ES_APPLICATION_LOGS with Enabled true and a log group (CDK: logging: { appLogEnabled: true }).',
  wellArchitected: ['REL06-BP05'],
  equivalents: [
    'cdk-nag:OpenSearchErrorLogsToCloudWatch',
    'checkov:CKV_AWS_84',
    'config:elasticsearch-logs-to-cloudwatch',
    'config:opensearch-logs-to-cloudwatch',
    'guard:ELASTICSEARCH_LOGS_TO_CLOUDWATCH',
    'guard:OPENSEARCH_APPLICATION_LOGGING_ENABLED',
    'prowler:opensearch_service_domains_cloudwatch_logging_enabled',
    'securityhub:ES.4',
    'securityhub:Opensearch.4',
  ],
  docs: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html',
  examples: {
    noncompliant: { DomainName: 'products' },
    compliant: {
      DomainName: 'products',
      LogPublishingOptions: {
        ES_APPLICATION_LOGS: {
          Enabled: true,
          CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:products',
        },
      },
    },
    at: 'Properties.LogPublishingOptions.ES_APPLICATION_LOGS',
  },
  check: (domain) => {
    const logs = 'LogPublishingOptions.ES_APPLICATION_LOGS';
    return domain.isTrue(`${logs}.Enabled`) ? compliant : nonCompliant(logs);
  },
});
