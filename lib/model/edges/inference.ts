import type { Typed } from './matching';

/** Who names whom, in templates or in constructs. */
export interface Namings<R extends Typed> {
  /** All that a property, or everything below it, names; of a resource as a whole where no property is given. */
  named(holder: R, property?: string): readonly R[];
  /** The one resource that a property names. */
  reference(holder: R, property: string): R | undefined;
  /** The resources of a type that name another at or below a property. */
  namers(target: R, type: string, property: string): readonly R[];
}

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

const POLICIES = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'];

/** Whether a place is one where compute names what it works with. */
export function isEnvironment(type: string, path: string): boolean {
  return ENVIRONMENTS[type]?.some((pattern) => pattern.test(path)) ?? false;
}

/**
 * Tells whether compute that names a resource is also let in: by a policy of its role that names it, or by the network,
 * where a security group of the resource admits one of the compute's, or all of its network. Naming and being let in together is use.
 */
export class Grants<R extends Typed> {
  /** The policies attached to each role. */
  private readonly policies = new Map<R, ReadonlySet<R>>();
  private readonly groups = new Map<R, ReadonlySet<R>>();

  constructor(private readonly namings: Namings<R>) {}

  /** Whether compute may use a resource that it names. */
  public allow(compute: R, used: R): boolean {
    return this.rolesOf(compute).some((role) => this.isNamedByPolicies(role, used)) || this.isAdmitted(compute, used);
  }

  private rolesOf(compute: R): R[] {
    const direct = ROLES.flatMap((property) => this.namings.reference(compute, property) ?? []);
    return direct.flatMap((role) =>
      role.type === 'AWS::IAM::InstanceProfile' ? this.namings.named(role, 'Roles') : [role],
    );
  }

  /** Whether a policy of a role names a resource, inline or attached. */
  private isNamedByPolicies(role: R, used: R): boolean {
    if (this.namings.namers(used, role.type, 'Policies').includes(role)) return true;
    const attached = this.policiesOf(role);
    if (attached.size === 0) return false;
    return POLICIES.some((type) => {
      return this.namings.namers(used, type, 'PolicyDocument').some((policy) => attached.has(policy));
    });
  }

  private policiesOf(role: R): ReadonlySet<R> {
    let policies = this.policies.get(role);
    if (policies === undefined) {
      const attached = POLICIES.flatMap((type) => this.namings.namers(role, type, 'Roles'));
      policies = new Set([...attached, ...this.namings.named(role, 'ManagedPolicyArns')]);
      this.policies.set(role, policies);
    }
    return policies;
  }

  private isAdmitted(compute: R, used: R): boolean {
    const own = this.groupsOf(compute);
    if (own.size === 0) return false;
    const networks = new Set([...own].flatMap((group) => this.namings.reference(group, 'VpcId') ?? []));
    return [...this.groupsOf(used)].some((group) =>
      [...this.sourcesOf(group)].some((source) => own.has(source) || networks.has(source)),
    );
  }

  /** The security groups of a resource, of the services that run a task, or of the cluster a database is in. */
  private groupsOf(resource: R): ReadonlySet<R> {
    let groups = this.groups.get(resource);
    if (groups === undefined) {
      const holders = [
        resource,
        ...this.namings.namers(resource, 'AWS::ECS::Service', 'TaskDefinition'),
        ...['DBClusterIdentifier', 'TargetId'].flatMap((property) => this.namings.reference(resource, property) ?? []),
      ];
      const named = holders.flatMap((holder) => this.namings.named(holder));
      groups = new Set(named.filter(({ type }) => type === 'AWS::EC2::SecurityGroup'));
      this.groups.set(resource, groups);
    }
    return groups;
  }

  /** The security groups whose members a group admits, and the networks whose addresses. */
  private sourcesOf(group: R): Set<R> {
    const rules = this.namings.namers(group, 'AWS::EC2::SecurityGroupIngress', 'GroupId');
    const separate = rules.flatMap((rule) =>
      ['SourceSecurityGroupId', 'CidrIp', 'CidrIpv6'].flatMap((source) => this.namings.reference(rule, source) ?? []),
    );
    return new Set([...separate, ...this.namings.named(group, 'SecurityGroupIngress')]);
  }
}
