import type { Resource } from '../resource';

/** Where compute names what it works with: its environment and the secrets put into it. */
const ENVIRONMENTS: Readonly<Record<string, readonly RegExp[]>> = {
  'AWS::Lambda::Function': [/^Properties\.Environment\./],
  'AWS::Serverless::Function': [/^Properties\.Environment\./],
  'AWS::ECS::TaskDefinition': [/^Properties\.ContainerDefinitions\.\d+\.(Environment|Secrets)\b/],
  'AWS::AppRunner::Service': [/\.RuntimeEnvironment(Variables|Secrets)\b/],
  'AWS::Batch::JobDefinition': [/^Properties\.ContainerProperties\.(Environment|Secrets)\b/],
  'AWS::EC2::Instance': [/^Properties\.UserData\b/],
  'AWS::EC2::LaunchTemplate': [/^Properties\.LaunchTemplateData\.UserData\b/],
};

/** The properties that give compute its roles. */
const ROLES: readonly string[] = [
  'Role',
  'TaskRoleArn',
  'ExecutionRoleArn',
  'InstanceConfiguration.InstanceRoleArn',
  'ContainerProperties.JobRoleArn',
  'IamInstanceProfile',
  'LaunchTemplateData.IamInstanceProfile.Arn',
  'LaunchTemplateData.IamInstanceProfile.Name',
];

/** Whether a place is one where compute names what it works with. */
export function isEnvironment(type: string, path: string): boolean {
  return ENVIRONMENTS[type]?.some((pattern) => pattern.test(path)) ?? false;
}

/**
 * Tells whether compute that names a resource is also let in: by a policy of its role that names it, or by the network,
 * where a security group of the resource admits one of the compute's. Naming and being let in together is use.
 */
export class Grants {
  private readonly policies = new Map<Resource, ReadonlySet<Resource>>();
  private readonly groups = new Map<Resource, ReadonlySet<Resource>>();

  /** Whether compute may use a resource that it names. */
  public allow(compute: Resource, used: Resource): boolean {
    return (
      this.rolesOf(compute).some((role) => this.namedByPoliciesOf(role).has(used)) || this.isAdmitted(compute, used)
    );
  }

  private rolesOf(compute: Resource): Resource[] {
    const direct = ROLES.flatMap((property) => compute.reference(property) ?? []);
    return direct.flatMap((role) => (role.type === 'AWS::IAM::InstanceProfile' ? role.at('Roles').mentions : [role]));
  }

  /** What the policies of a role name, inline and attached. */
  private namedByPoliciesOf(role: Resource): ReadonlySet<Resource> {
    let named = this.policies.get(role);
    if (named === undefined) {
      const attached = role
        .mentions()
        .filter(
          ({ resource, path }) =>
            /^AWS::IAM::(Managed)?Policy$/.test(resource.type) && path.startsWith('Properties.Roles'),
        )
        .map(({ resource }) => resource.at('PolicyDocument'));
      const managed = role.at('ManagedPolicyArns').mentions.map((policy) => policy.at('PolicyDocument'));
      named = new Set([role.at('Policies'), ...attached, ...managed].flatMap((document) => document.mentions));
      this.policies.set(role, named);
    }
    return named;
  }

  private isAdmitted(compute: Resource, used: Resource): boolean {
    const own = this.groupsOf(compute);
    if (own.size === 0) return false;
    return [...this.groupsOf(used)].some((group) => [...this.sourcesOf(group)].some((source) => own.has(source)));
  }

  /** The security groups of a resource, of the services that run a task, or of the cluster a database is in. */
  private groupsOf(resource: Resource): ReadonlySet<Resource> {
    let groups = this.groups.get(resource);
    if (groups === undefined) {
      const holders = [
        resource,
        ...resource.referencedBy('AWS::ECS::Service', 'TaskDefinition'),
        ...['DBClusterIdentifier', 'TargetId'].flatMap((property) => resource.reference(property) ?? []),
      ];
      groups = new Set(
        holders
          .flatMap(({ properties }) => properties.mentions)
          .filter(({ type }) => type === 'AWS::EC2::SecurityGroup'),
      );
      this.groups.set(resource, groups);
    }
    return groups;
  }

  /** The security groups whose members a group admits. */
  private sourcesOf(group: Resource): Set<Resource> {
    const rules = group.referencedBy('AWS::EC2::SecurityGroupIngress', 'GroupId');
    const separate = rules.flatMap((rule) => rule.reference('SourceSecurityGroupId') ?? []);
    return new Set([...separate, ...group.at('SecurityGroupIngress').mentions]);
  }
}
