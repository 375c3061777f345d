import { Aws } from 'aws-cdk-lib';
import type { Subject } from '../subject';
import { anyOf, LASTING, SOON, STEADY, utilization } from './rows';
import type { AlarmRows, Registry } from './types';

const MIB_PER_GIB = 1024;
/** AWS advises a quarter of the volume: below, writes are blocked soon. */
const FREE = 0.25;

const CONFIGS = ['ClusterConfig', 'ElasticsearchClusterConfig'];
const hasManagers = (domain: Subject): boolean =>
  CONFIGS.some((each) => domain.isTrue(`${each}.DedicatedMasterEnabled`));

const DOMAIN: AlarmRows = {
  namespace: 'AWS/ES',
  dimensions: (domain) => ({ DomainName: domain.attribute(), ClientId: Aws.ACCOUNT_ID }),
  alarms: [
    {
      ...anyOf(
        {
          id: 'Red',
          metric: 'ClusterStatus.red',
          isOutage: true,
          reason: 'A primary shard is on no node: searches miss its documents and writes to it fail.',
        },
        SOON,
      ),
      statistic: 'Maximum',
    },
    {
      ...anyOf(
        {
          id: 'Yellow',
          metric: 'ClusterStatus.yellow',
          reason: 'A replica shard is on no node: the next lost node loses data.',
        },
        { datapoints: 15, of: 15 },
      ),
      statistic: 'Maximum',
    },
    {
      ...anyOf(
        {
          id: 'WritesBlocked',
          metric: 'ClusterIndexWritesBlocked',
          isOutage: true,
          reason: 'The domain refuses writes: disk or memory is short.',
        },
        LASTING,
      ),
      statistic: 'Maximum',
    },
    {
      id: 'FreeStorage',
      metric: 'FreeStorageSpace',
      statistic: 'Minimum',
      when: 'atMost',
      threshold: {
        text: 'a quarter of EBSOptions.VolumeSize',
        of: (domain) => {
          const size = domain.number('EBSOptions.VolumeSize');
          return size === undefined ? undefined : size * MIB_PER_GIB * FREE;
        },
      },
      ...LASTING,
      reason: 'A data node has little free storage; without any, the domain refuses writes.',
    },
    utilization({
      id: 'Memory',
      metric: 'JVMMemoryPressure',
      statistic: 'Maximum',
      threshold: 95,
      ...STEADY,
      reason: 'The heap is nearly full: nodes stop to collect garbage and may leave the cluster.',
    }),
    {
      ...anyOf({
        id: 'SnapshotFailed',
        metric: 'AutomatedSnapshotFailure',
        reason: 'No automated snapshot was taken.',
      }),
      statistic: 'Maximum',
    },
    {
      id: 'NoManager',
      metric: 'MasterReachableFromNode',
      statistic: 'Maximum',
      when: 'below',
      threshold: 1,
      ...STEADY,
      isOutage: true,
      reason: 'No dedicated manager node can be reached: the cluster cannot change its state.',
      applies: hasManagers,
    },
  ],
};

/** Source: "Recommended CloudWatch alarms for Amazon OpenSearch Service". */
export const SEARCH: Registry = {
  'AWS::OpenSearchService::Domain': DOMAIN,
  'AWS::Elasticsearch::Domain': DOMAIN,
};
