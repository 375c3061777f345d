import { FlowLogDestination, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** A network of its own for restores under test, without any way in or out; what is tried is logged. */
export function restoreNetwork(scope: Construct, id: string): Vpc {
  const logs = new LogGroup(scope, `${id}Log`, { retention: RetentionDays.ONE_YEAR, deletionProtectionEnabled: true });
  return new Vpc(scope, id, {
    maxAzs: 3,
    natGateways: 0,
    subnetConfiguration: [{ name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED }],
    flowLogs: { All: { destination: FlowLogDestination.toCloudWatchLogs(logs) } },
  });
}
