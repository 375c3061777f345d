import { compliant, nonCompliant, undetermined, type Verdict } from '../engine/verdict';
import type { Application } from '../model/application';
import type { Resource } from '../model/resource';
import { namingOf } from './names';

/** The instances of a database cluster. */
export interface Members {
  readonly certain: readonly Resource[];
  /** Instances of other stacks whose cluster is decided at deployment. */
  readonly possible: readonly Resource[];
}

/** The type of the instances of a type of cluster. */
const INSTANCE_TYPES: Readonly<Record<string, string>> = {
  'AWS::RDS::DBCluster': 'AWS::RDS::DBInstance',
  'AWS::DocDB::DBCluster': 'AWS::DocDB::DBInstance',
  'AWS::Neptune::DBCluster': 'AWS::Neptune::DBInstance',
};

/** The instances that name a cluster, in all stacks. */
export function membersOf(cluster: Resource, application: Application): Members {
  const type = INSTANCE_TYPES[cluster.type] as string;
  const property = 'DBClusterIdentifier';
  const byReference = cluster
    .referencedBy(type, property)
    .filter((instance) => instance.at(property).mentions.includes(cluster));
  const { byIdentity, open } = namingOf(application, type, property);
  const identity = cluster.at('DBClusterIdentifier').identity?.toLowerCase();
  const byName = (identity === undefined ? [] : (byIdentity.get(identity) ?? [])).filter(
    (instance) => application.exists(instance) && isSamePlace(instance, cluster),
  );
  const certain = [...new Set([...byReference, ...byName])];
  const possible = open.filter((instance) => {
    return instance.stack !== cluster.stack && application.exists(instance) && !certain.includes(instance);
  });
  return { certain, possible };
}

/** The verdict on a cluster that needs a second instance to fail over to. */
export function judgeMembers(cluster: Resource, application: Application): Verdict {
  const { certain, possible } = membersOf(cluster, application);
  if (certain.length >= 2) return compliant;
  if (certain.length + possible.length >= 2) {
    return undetermined(undefined, `whether ${possible[0]?.id} belongs to it is decided at deployment`);
  }
  const [only] = certain;
  if (only === undefined) return undetermined(undefined, 'no instance in the application belongs to it');
  return nonCompliant(undefined, { detail: `Its only instance is ${only.id}.`, related: [only] });
}

function isSamePlace({ stack: a }: Resource, { stack: b }: Resource): boolean {
  const agree = (one: string | undefined, other: string | undefined): boolean => {
    return one === undefined || other === undefined || one === other;
  };
  return agree(a.region, b.region) && agree(a.account, b.account);
}
