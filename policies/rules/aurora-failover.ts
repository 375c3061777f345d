import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import { membersOf } from '../../lib/facts/database-clusters';
import { isAurora } from '../../lib/facts/databases';

export const auroraFailoverTargetUndersized = defineRule({
  id: 'AuroraFailoverTargetUndersized',
  appliesTo: 'AWS::RDS::DBInstance',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The instance that Aurora fails over to is too small',
  why: 'After a failover it has to carry the load of the writer. Aurora promotes by PromotionTier, lowest first; serverless readers of tiers 2 to 15 do not follow the capacity of the writer.',
  fix: 'Give one reader the DBInstanceClass of the writer and the next PromotionTier, a serverless one tier 0 or 1 (CDK: scaleWithWriter: true).',
  wellArchitected: ['REL11-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html',
  examples: {
    noncompliant: {
      Resources: {
        Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } },
        Writer: anInstance({ PromotionTier: 0 }),
        Subject: anInstance({ PromotionTier: 2, DBInstanceClass: 'db.t4g.medium' }),
      },
    },
    compliant: {
      Resources: {
        Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } },
        Writer: anInstance({ PromotionTier: 0 }),
        Subject: anInstance({ PromotionTier: 2 }),
      },
    },
    at: 'Properties.DBInstanceClass',
  },
  check: (instance, application) => {
    const cluster = instance.reference('DBClusterIdentifier');
    if (cluster?.type !== 'AWS::RDS::DBCluster' || !isAurora(cluster)) return notApplicable;
    const ranked = membersOf(cluster, application)
      .certain.map((member) => ({ member, tier: tierOf(member), size: sizeOf(member) }))
      .sort((a, b) => a.tier - b.tier || b.size.units - a.size.units);
    const [writer, target] = ranked;
    if (writer === undefined || target?.member !== instance) return notApplicable;
    const related = [writer.member];
    if (target.size.family === 'serverless') {
      if (target.tier <= 1) return compliant;
      const detail = `Its PromotionTier is ${target.tier}, so it does not scale with the writer.`;
      return nonCompliant('PromotionTier', { detail, related });
    }
    if (!isSmaller(target.size, writer.size)) return compliant;
    const detail = `It is next in line with ${target.size.name}, ${writer.member.id} is a ${writer.size.name}.`;
    return nonCompliant('DBInstanceClass', { detail, related });
  },
});

function tierOf(instance: Resource): number {
  return instance.number('PromotionTier') ?? 1;
}

/** A class of DB instances: `db.r8g.2xlarge` is of family `r`. */
interface Size {
  readonly name: string;
  readonly family: string;
  /** Grows with memory within a family; 0 for serverless. */
  readonly units: number;
}

const UNITS: Readonly<Record<string, number>> = { micro: 1, small: 2, medium: 4, large: 8, xlarge: 16 };

function sizeOf(instance: Resource): Size {
  const name = instance.string('DBInstanceClass') ?? '';
  const [, family = '', size = ''] = /^(?:db\.)?([a-z]+)[^.]*(?:\.(\w+))?/.exec(name) ?? [];
  const times = /^(\d+)xlarge$/.exec(size);
  return { name, family, units: times === null ? (UNITS[size] ?? 0) : 16 * Number(times[1]) };
}

/** Whether one class is surely smaller: of the same family, or a burstable one beside one that is not. */
function isSmaller(a: Size, b: Size): boolean {
  if (a.units === 0 || b.units === 0) return false;
  if (a.family === b.family) return a.units < b.units;
  return a.family === 't' && a.units <= b.units;
}

function anInstance(properties: object): object {
  return {
    Type: 'AWS::RDS::DBInstance',
    Properties: {
      Engine: 'aurora-postgresql',
      DBInstanceClass: 'db.r8g.large',
      DBClusterIdentifier: { Ref: 'Cluster' },
      ...properties,
    },
  };
}
