import { Stack, type StackProps } from 'aws-cdk-lib';
import { BackupPlan, BackupResource } from 'aws-cdk-lib/aws-backup';
import type { Construct } from 'constructs';
import type { DataStack } from './data';

interface BackupStackProps extends StackProps {
  readonly data: DataStack;
}

export class BackupStack extends Stack {
  constructor(scope: Construct, id: string, props: BackupStackProps) {
    super(scope, id, props);

    const plan = BackupPlan.daily35DayRetention(this, 'Daily');
    plan.addSelection('Databases', {
      resources: [BackupResource.fromRdsDatabaseInstance(props.data.accounts)],
    });
  }
}
