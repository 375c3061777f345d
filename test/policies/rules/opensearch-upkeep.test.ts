import { RuleTester } from 'cdk-resilience/rules';
import {
  openSearchAutoSoftwareUpdate,
  openSearchErrorLogs,
  openSearchSnapshotsPaused,
} from '../../../policies/rules/opensearch-upkeep';

RuleTester.run(openSearchSnapshotsPaused, {
  valid: [{ name: 'nothing said', given: { DomainName: 'products' } }],
  invalid: [
    {
      name: 'a pause with an end',
      given: { AutomatedSnapshotPauseOptions: { Enabled: 'true', EndTime: '2026-12-01T00:00:00Z' } },
      finds: ['Subject.Properties.AutomatedSnapshotPauseOptions.Enabled'],
    },
  ],
});

RuleTester.run(openSearchAutoSoftwareUpdate, {
  valid: [],
  invalid: [
    {
      name: 'false',
      given: { SoftwareUpdateOptions: { AutoSoftwareUpdateEnabled: false } },
      finds: ['Subject.Properties.SoftwareUpdateOptions.AutoSoftwareUpdateEnabled'],
    },
  ],
});

RuleTester.run(openSearchErrorLogs, {
  valid: [],
  invalid: [
    {
      name: 'other logs only',
      given: { LogPublishingOptions: { INDEX_SLOW_LOGS: { Enabled: true } } },
      finds: ['Subject.Properties.LogPublishingOptions.ES_APPLICATION_LOGS'],
    },
    {
      name: 'logs that are switched off, of Elasticsearch',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::Elasticsearch::Domain',
            Properties: { LogPublishingOptions: { ES_APPLICATION_LOGS: { Enabled: false } } },
          },
        },
      },
      finds: ['Subject.Properties.LogPublishingOptions.ES_APPLICATION_LOGS'],
    },
  ],
});
