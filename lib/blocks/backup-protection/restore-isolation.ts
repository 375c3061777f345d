import { CfnDBSubnetGroup as CfnDocDbSubnetGroup } from 'aws-cdk-lib/aws-docdb';
import { SecurityGroup, SubnetType, type IVpc, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { CfnDBSubnetGroup as CfnNeptuneSubnetGroup } from 'aws-cdk-lib/aws-neptune';
import { SubnetGroup } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { BackupResourceType } from './backup-resource-type';

/** The types that are restored into a network. */
const NETWORKED = new Set<BackupResourceType>([
  BackupResourceType.AURORA,
  BackupResourceType.DOCUMENT_DB,
  BackupResourceType.EC2,
  BackupResourceType.FSX,
  BackupResourceType.NEPTUNE,
  BackupResourceType.RDS,
]);

/** Whether a restore of a type needs a network. AWS Backup takes the default VPC where it is told of none. */
export function needsNetwork(type: BackupResourceType): boolean {
  return NETWORKED.has(type);
}

/** Subnets in which restored resources reach nothing, and nothing reaches them. */
export class RestoreIsolation extends Construct {
  public readonly securityGroup: SecurityGroup;
  private readonly subnetIds: string[];
  private readonly groups = new Map<string, string>();

  constructor(
    scope: Construct,
    id: string,
    private readonly vpc: IVpc,
    private readonly subnets: SubnetSelection = { subnetType: SubnetType.PRIVATE_ISOLATED },
  ) {
    super(scope, id);
    this.subnetIds = vpc.selectSubnets(subnets).subnetIds;
    this.securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: 'Restored backups under test: no way in, no way out',
      allowAllOutbound: false,
    });
  }

  /** The restore metadata that put a type into the subnets. Source: restore-testing-inferred-metadata. */
  public overridesFor(type: BackupResourceType): Record<string, string> {
    const securityGroups = `["${this.securityGroup.securityGroupId}"]`;
    if (!needsNetwork(type)) return {};
    if (type === BackupResourceType.EC2) {
      return { subnetId: this.subnetIds[0] as string, securityGroupIds: securityGroups };
    }
    if (type === BackupResourceType.FSX) {
      return { subnetIds: `["${this.subnetIds[0]}"]`, securityGroupIds: securityGroups };
    }
    return { dbSubnetGroupName: this.groupFor(type), vpcSecurityGroupIds: securityGroups };
  }

  private groupFor(type: BackupResourceType): string {
    const kind =
      type === BackupResourceType.DOCUMENT_DB || type === BackupResourceType.NEPTUNE ? type : BackupResourceType.RDS;
    const group = this.groups.get(kind) ?? this.makeGroup(kind);
    this.groups.set(kind, group);
    return group;
  }

  private makeGroup(kind: BackupResourceType): string {
    const props = { dbSubnetGroupDescription: 'Restored backups under test', subnetIds: this.subnetIds };
    if (kind === BackupResourceType.DOCUMENT_DB) return new CfnDocDbSubnetGroup(this, 'DocumentDB', props).ref;
    if (kind === BackupResourceType.NEPTUNE) return new CfnNeptuneSubnetGroup(this, 'Neptune', props).ref;
    const { vpc, subnets: vpcSubnets } = this;
    return new SubnetGroup(this, 'RDS', { vpc, vpcSubnets, description: props.dbSubnetGroupDescription })
      .subnetGroupName;
  }
}
