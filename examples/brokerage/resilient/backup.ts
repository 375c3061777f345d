import { Duration } from 'aws-cdk-lib';
import { BackupDestination, BackupProtection, HealthAlarms, ServiceEvents } from 'cdk-resilience';
import type { IConstruct } from 'constructs';
import type { BrokerageRegion } from './brokerage-region';
import { RESPONDERS } from './operations';
import { names, RegionalStack } from './region';

/** Backups of a Region's data, copied to the other Region and to the backup account, and restored every week. */
export class BackupStack extends RegionalStack {
  private readonly settings = {
    notificationTopic: this.here.operations.serviceEvents.topic,
    restoreTest: { vpc: this.here.vpc },
  };
  /** Where the other Region's backups are copied to. */
  public readonly copies = new BackupDestination(this, 'Copies', this.settings);

  public protect(resources: IConstruct[], destinations: BackupDestination[]): void {
    new BackupProtection(this, 'Backups', { ...this.settings, resources, destinations, retention: Duration.days(90) });
  }
}

/** Copies in an account of their own, out of reach of whoever can delete the data. */
export class BackupAccountStack extends RegionalStack {
  public readonly copies: BackupDestination;

  constructor(here: BrokerageRegion, id: string) {
    super(here, id, names.backupAccount);
    const serviceEvents = new ServiceEvents(this, 'ServiceEvents', { responders: RESPONDERS });
    this.copies = new BackupDestination(this, 'Copies', {
      notificationTopic: serviceEvents.topic,
      restoreTest: { ownNetwork: true },
    });
    HealthAlarms.of(this).cover({ actions: [serviceEvents] });
  }
}
