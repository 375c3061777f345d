import * as ecr from 'aws-cdk-lib/aws-ecr';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import { product } from '../product';
import type { BrokerageRegion } from './brokerage-region';
import { RegionalStack, standby } from './region';

/** Set by the pipeline, which never moves a tag. */
const IMAGE_TAG = '2026-11-20.1';
const SERVICES = ['web', 'feed-handlers'] as const;

/** The images that tasks start from, in both Regions, so that neither a third party nor the other Region is needed to scale. */
export class RegistryStack extends RegionalStack {
  constructor(here: BrokerageRegion, id: string) {
    super(here, id);
    for (const service of SERVICES) {
      new ecr.Repository(this, service, {
        repositoryName: `${product.name}/${service}`,
        imageTagMutability: ecr.TagMutability.IMMUTABLE,
        imageScanOnPush: true,
        lifecycleRules: [{ maxImageCount: 100, description: 'Enough to roll back to' }],
      });
    }
    new ecr.CfnReplicationConfiguration(this, 'Replication', {
      replicationConfiguration: {
        rules: [{ destinations: [{ region: standby.name, registryId: this.account }] }],
      },
    });
  }
}

/** The image of a service, as the Region of the scope has it. */
export function imageOf(scope: Construct, service: (typeof SERVICES)[number]): ContainerImage {
  const images = ecr.Repository.fromRepositoryName(scope, 'Images', `${product.name}/${service}`);
  return ContainerImage.fromEcrRepository(images, IMAGE_TAG);
}
