import type { Subject } from '../subject';
import { STEADY, utilization } from './rows';
import type { Registry } from './types';

/** A tenth of the credits that a new file system starts with, 2.1 TiB. */
const FEW_CREDITS = Math.round(0.1 * 2.1 * 1024 ** 4);

const bursts = (fileSystem: Subject): boolean => ['bursting', undefined].includes(fileSystem.text('ThroughputMode'));

/** Source: "CloudWatch metrics for Amazon EFS". */
export const STORAGE: Registry = {
  'AWS::EFS::FileSystem': {
    namespace: 'AWS/EFS',
    dimensions: (fileSystem) => ({ FileSystemId: fileSystem.attribute() }),
    alarms: [
      utilization({
        id: 'IoLimit',
        metric: 'PercentIOLimit',
        statistic: 'Maximum',
        threshold: 95,
        reason: 'The file system is near the I/O limit of the General Purpose mode: operations wait.',
        applies: (fileSystem) => fileSystem.text('PerformanceMode') !== 'maxIO',
      }),
      {
        id: 'BurstCredits',
        metric: 'BurstCreditBalance',
        statistic: 'Minimum',
        when: 'atMost',
        threshold: FEW_CREDITS,
        ...STEADY,
        reason: 'The burst credits run out; without any, throughput falls to the baseline of the stored size.',
        applies: bursts,
      },
    ],
  },
};
