import * as ecr from 'aws-cdk-lib/aws-ecr';
import type { Construct } from 'constructs';
import { names, RegionalStack, standby, type Needs } from './region';

/** The images that tasks start from, in both Regions, so that neither a third party nor the other Region is needed to scale. */
export class RegistryStack extends RegionalStack {
  constructor(scope: Construct, id: string, props: Needs) {
    super(scope, id, props);

    new ecr.Repository(this, 'Web', {
      repositoryName: names.webRepository,
      imageTagMutability: ecr.TagMutability.IMMUTABLE,
      imageScanOnPush: true,
      lifecycleRules: [{ maxImageCount: 100, description: 'Enough to roll back to' }],
    });
    new ecr.CfnReplicationConfiguration(this, 'Replication', {
      replicationConfiguration: {
        rules: [{ destinations: [{ region: standby.name, registryId: this.account }] }],
      },
    });
  }
}
