import { Stack, Validations, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { product } from '../product';
import type { Region } from './regions';

export interface RegionalStackProps extends StackProps {
  readonly region: Region;
}

/** A stack in one of the brokerage's Regions, with an owner, that nobody deletes by accident. */
export class RegionalStack extends Stack {
  protected readonly placement: Region;

  constructor(scope: Construct, id: string, props: RegionalStackProps) {
    super(scope, id, {
      env: { account: product.account, region: props.region.name },
      terminationProtection: true,
      tags: { owner: 'trading-platform', tier: 'MISSION_CRITICAL', runbook: runbook('') },
      ...props,
    });
    this.placement = props.region;
    Validations.of(this).acknowledge({
      id: 'CloudFormation-Validate::W3010',
      reason: 'The zones are named here, so that synthesis needs no account.',
    });
  }

  public override get availabilityZones(): string[] {
    return [...this.placement.zones];
  }
}

/** Where the responders find what to do. */
export function runbook(page: string): string {
  return `https://runbooks.${product.domainName}/${page}`;
}
