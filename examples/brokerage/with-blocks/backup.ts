import { Duration, aws_ec2 as ec2 } from 'aws-cdk-lib';
import { BackupDestination, BackupProtection, ResiliencyPolicy, Tier } from 'cdk-resilience';
import type { Construct, IConstruct } from 'constructs';
import { keptLogs } from './parts/functions';
import { ServiceEvents } from './parts/service-events';
import { names, RegionalStack, type Needs } from './region';

/** Replicas follow the primary within seconds, mistakes included. Backups are for what replicas do not undo. */
const BACKUP_POLICY = {
  ...ResiliencyPolicy.preset(Tier.CRITICAL),
  region: { rto: Duration.days(1), rpo: Duration.days(1) },
};

/** Copies of the other Region's backups. */
export class BackupCopiesStack extends RegionalStack {
  public readonly copies: BackupDestination;

  constructor(scope: Construct, id: string, props: Needs<'vpc' | 'operations'>) {
    super(scope, id, props);
    this.copies = new BackupDestination(this, 'Copies', {
      notificationTopic: props.operations.serviceEvents,
      restoreTest: { vpc: props.vpc },
    });
  }
}

/** Copies in an account of their own, out of reach of whoever can delete the data. */
export class BackupAccountStack extends RegionalStack {
  public readonly copies: BackupDestination;

  constructor(scope: Construct, id: string, props: Needs) {
    super(scope, id, props, names.backupAccount);
    const vpc = new ec2.Vpc(this, 'Restores', {
      ipAddresses: ec2.IpAddresses.cidr('10.9.0.0/16'),
      natGateways: 0,
      subnetConfiguration: [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
      flowLogs: { All: { destination: ec2.FlowLogDestination.toCloudWatchLogs(keptLogs(this, 'FlowLogs')) } },
    });
    this.copies = new BackupDestination(this, 'Copies', {
      notificationTopic: new ServiceEvents(this, 'ServiceEvents'),
      restoreTest: { vpc },
    });
  }
}

interface BackupStackProps extends Needs<'vpc' | 'operations'> {
  readonly resources: IConstruct[];
  readonly destinations: BackupDestination[];
}

/** Backups of a Region's data, copied to the other Region and to the backup account, and restored every week. */
export class BackupStack extends RegionalStack {
  constructor(scope: Construct, id: string, props: BackupStackProps) {
    super(scope, id, props);
    const { destinations, resources } = props;
    new BackupProtection(this, 'Backups', {
      policy: BACKUP_POLICY,
      resources,
      destinations,
      retention: Duration.days(90),
      notificationTopic: props.operations.serviceEvents,
      restoreTest: { vpc: props.vpc },
    });
  }
}
