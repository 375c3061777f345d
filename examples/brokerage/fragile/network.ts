import { Stack, type StackProps } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

export class NetworkStack extends Stack {
  public readonly vpc: Vpc;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    this.vpc = new Vpc(this, 'Vpc', {
      natGateways: 1, // cheaper for now
    });
  }

  public override get availabilityZones(): string[] {
    return ['us-east-1a', 'us-east-1b'];
  }
}
