import { isBehindLoadBalancer } from '../../../facts/instances';
import { callersOf, settingOf } from '../../../facts/functions';
import type { Resource } from '../../../model/resource';
import type { Evidence } from '../../component';
import type { Subject } from '../subject';
import { when, whenBackedUp, whenCopied, type Case, type Cases } from './case';

const REDEPLOY: readonly Case[] = [when('redeploy')];
export const REDEPLOY_ELSEWHERE: readonly Case[] = [when('redeploy-elsewhere')];

const isInOneZone = (subject: Subject): boolean => !subject.isInSeveralZones;

const hasUnits = ({ component, redundancy }: Subject): boolean =>
  redundancy !== 'SINGLE' && (component.units ?? 2) >= 2;

/** A service of containers: several tasks, or one, over several zones or in one. */
function tasks(disruption: 'infrastructure' | 'az'): readonly Case[] {
  const inOneZone = disruption === 'az' ? 'ecs-one-zone' : 'ecs-one-zone-host';
  return [when(inOneZone, isInOneZone), when('ecs-zones', hasUnits), when('ecs-replacement')];
}

export const ECS: Cases = {
  software: REDEPLOY,
  infrastructure: tasks('infrastructure'),
  az: tasks('az'),
  region: REDEPLOY_ELSEWHERE,
};

function instances(disruption: 'infrastructure' | 'az'): readonly Case[] {
  const inOneZone = disruption === 'az' ? 'asg-one-zone' : 'asg-one-zone-host';
  return [
    when(inOneZone, isInOneZone),
    when('asg-zones', (subject) => hasUnits(subject) && isBehindLoadBalancer(subject.resource)),
    when('asg-replacement'),
  ];
}

export const ASG: Cases = {
  software: REDEPLOY,
  infrastructure: instances('infrastructure'),
  az: instances('az'),
  region: REDEPLOY_ELSEWHERE,
};

/** Whether somebody made backups of an instance: then it keeps data. */
const isBackedUp = (subject: Subject): boolean => subject.backups.rules.length > 0;

export const INSTANCE: Cases = {
  software: [whenBackedUp('backup'), when('redeploy')],
  infrastructure: [when('ec2-recovery')],
  az: [whenBackedUp('backup'), when('ec2-single')],
  region: [
    whenCopied('copies-elsewhere'),
    when('one-region', isBackedUp),
    when('redeploy-elsewhere', (subject) => !isBackedUp(subject)),
  ],
};

function functions(disruption: 'infrastructure' | 'az'): readonly Case[] {
  return [
    when('lambda', ({ resource }) => {
      const at = settingOf(resource, 'VpcConfig.SubnetIds');
      return at.isPresent && (at.isUnknown || at.items().length > 0)
        ? false
        : [{ resource, path: 'Properties.VpcConfig', says: 'It is in no VPC' }];
    }),
    when('lambda-zones', ({ isInSeveralZones }) => isInSeveralZones),
    when(disruption === 'az' ? 'lambda-one-zone' : 'lambda-one-zone-host'),
  ];
}

export const LAMBDA: Cases = {
  software: [
    when('lambda-alias', ({ resource }) => alias(resource)),
    when('lambda-redeploy', ({ resource }) => [{ resource, path: '', says: 'It has no alias' }]),
  ],
  infrastructure: functions('infrastructure'),
  az: functions('az'),
  region: REDEPLOY_ELSEWHERE,
};

function alias(fn: Resource): readonly Evidence[] | undefined {
  if (settingOf(fn, 'AutoPublishAlias').isPresent) {
    return [{ resource: fn, path: 'Properties.AutoPublishAlias', says: 'AutoPublishAlias makes an alias' }];
  }
  const [found] = callersOf(fn, 'AWS::Lambda::Alias', 'FunctionName');
  return found === undefined
    ? undefined
    : [{ resource: found, path: 'Properties.FunctionName', says: 'It is an alias of the function' }];
}
