import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnReplicationConfiguration, Repository, TagMutability } from 'aws-cdk-lib/aws-ecr';
import type { Construct } from 'constructs';
import { names, standby } from './regions';
import { RegionalStack, type RegionalStackProps } from './regional-stack';

/** The images that tasks start from, in both Regions, so that neither a third party nor the other Region is needed to scale. */
export class RegistryStack extends RegionalStack {
  constructor(scope: Construct, id: string, props: RegionalStackProps) {
    super(scope, id, props);

    new Repository(this, 'Web', {
      repositoryName: names.webRepository,
      imageTagMutability: TagMutability.IMMUTABLE,
      imageScanOnPush: true,
      lifecycleRules: [{ maxImageCount: 100, description: 'Enough to roll back to' }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new CfnReplicationConfiguration(this, 'Replication', {
      replicationConfiguration: {
        rules: [{ destinations: [{ region: standby.name, registryId: this.account }] }],
      },
    });
  }
}
