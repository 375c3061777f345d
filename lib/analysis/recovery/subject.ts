import type { Application } from '../../model/application';
import type { Resource } from '../../model/resource';
import type { Value } from '../../model/value';
import { taskSubnets } from '../../facts/containers';
import { settingOf } from '../../facts/functions';
import { zonesOfGroup } from '../../facts/instances';
import { loadBalancerSubnets } from '../../facts/load-balancers';
import { zonesListed, zonesOfSubnets, type Spread } from '../../facts/zones';
import type { Component, Evidence } from '../component';
import type { BackupPlans, Backups } from './backups';

/** Whether what a component holds is on its way to somewhere: a queue, a stream. */
export function isTransit({ role }: Pick<Component, 'role'>): boolean {
  return role === 'QUEUE' || role === 'STREAM';
}

/** A component whose recovery is asked for, and what is read about it. */
export class Subject {
  public readonly resource: Resource;
  public readonly application: Application;
  private readBackups?: Backups;

  constructor(
    public readonly component: Component,
    /** Its data can be made again from elsewhere. */
    public readonly isRebuildable: boolean,
    private readonly plans: BackupPlans,
  ) {
    this.resource = component.resource;
    this.application = this.resource.stack.application;
  }

  /** The backups that plans of the application make of it. */
  public get backups(): Backups {
    return (this.readBackups ??= this.plans.of(this.resource));
  }

  /** What a property of it says. */
  public says(path: string, sentence: string): Evidence {
    return { resource: this.resource, path: path === '' ? '' : `Properties.${path}`, says: sentence };
  }

  /** Ends the reading: deployment decides. */
  public unknown(because: string): never {
    return this.resource.properties.undetermined(because);
  }

  /** Whether its subnets lie in several zones. Ends the reading where that is not known. */
  public get isInSeveralZones(): boolean {
    const spread = spreadOf(this.resource);
    const { isZoneRedundant } = this.component;
    if (spread === undefined) return isZoneRedundant ?? this.unknown('its zones are not known');
    if (spread.atLeast >= 2) return true;
    return spread.atMost < 2 ? false : this.unknown('the zones of its subnets are not known before deployment');
  }

  /** How it is redundant. Ends the reading where that is not known. */
  public get redundancy(): Exclude<Component['redundancy'], 'UNKNOWN'> {
    const { redundancy, evidence } = this.component;
    if (redundancy !== 'UNKNOWN') return redundancy;
    return this.unknown(evidence[0]?.says ?? 'its redundancy is not known');
  }

  /** Whether it outlasts a zone by itself. Ends the reading where that is not known. */
  public get isZoneRedundant(): boolean {
    return this.component.isZoneRedundant ?? this.isInSeveralZones;
  }
}

/** The zones of the subnets that a resource names; `undefined` where it names none. */
function spreadOf(resource: Resource): Spread | undefined {
  switch (resource.type) {
    case 'AWS::ECS::Service':
    case 'AWS::ECS::TaskSet':
      return of(taskSubnets(resource));
    case 'AWS::Lambda::Function':
    case 'AWS::Serverless::Function':
      return of(settingOf(resource, 'VpcConfig.SubnetIds'));
    case 'AWS::AutoScaling::AutoScalingGroup':
      return zonesOfGroup(resource)?.spread;
    case 'AWS::ElasticLoadBalancingV2::LoadBalancer':
      return zonesOfSubnets(loadBalancerSubnets(resource));
    case 'AWS::ElasticLoadBalancing::LoadBalancer':
      if (resource.has('Subnets')) return zonesOfSubnets(resource.list('Subnets'));
      return resource.has('AvailabilityZones') ? zonesListed(resource.at('AvailabilityZones')) : undefined;
    default:
      return undefined;
  }
}

function of(subnets: Value): Spread | undefined {
  return subnets.isPresent ? zonesOfSubnets(subnets.items()) : undefined;
}
