import { Duration } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { BackupDestination, BackupProtection, HealthAlarms, ResiliencyPolicy, Tier } from 'cdk-resilience';
import type { Construct, IConstruct } from 'constructs';
import { keptLogs } from './parts/functions';
import { ServiceEvents } from './parts/service-events';
import { names, RegionalStack, type Needs } from './region';

/** Backups of a Region's data, copied to the other Region and to the backup account, and restored every week. */
export class BackupStack extends RegionalStack {
  /** Where the other Region's backups are copied to. */
  public readonly copies: BackupDestination;
  private readonly settings;

  constructor(scope: Construct, id: string, { operations, region, vpc }: Needs<'vpc' | 'operations'>) {
    super(scope, id, { region });
    this.settings = { notificationTopic: operations.serviceEvents, restoreTest: { vpc } };
    this.copies = new BackupDestination(this, 'Copies', this.settings);
  }

  public protect(resources: IConstruct[], destinations: BackupDestination[]): void {
    new BackupProtection(this, 'Backups', {
      ...this.settings,
      resources,
      destinations,
      retention: Duration.days(90),
      // Replicas follow within seconds, mistakes included; backups are for what they do not undo.
      policy: {
        ...ResiliencyPolicy.preset(Tier.CRITICAL),
        region: { rto: Duration.days(1), rpo: Duration.days(1) },
      },
    });
  }
}

/** Copies in an account of their own, out of reach of whoever can delete the data. */
export class BackupAccountStack extends RegionalStack {
  public readonly copies: BackupDestination;

  constructor(scope: Construct, id: string, props: Needs) {
    super(scope, id, props, names.backupAccount);
    const vpc = new ec2.Vpc(this, 'Restores', {
      natGateways: 0,
      subnetConfiguration: [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
      flowLogs: { All: { destination: ec2.FlowLogDestination.toCloudWatchLogs(keptLogs(this, 'FlowLogs')) } },
    });
    const notificationTopic = new ServiceEvents(this, 'ServiceEvents');
    this.copies = new BackupDestination(this, 'Copies', { notificationTopic, restoreTest: { vpc } });
    HealthAlarms.of(this).tune({ actions: [new SnsAction(notificationTopic)] });
  }
}
