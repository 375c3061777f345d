import type { Resource } from '../../model/resource';
import { beanstalkOption } from '../../facts/entries';
import { settingOf } from '../../facts/functions';
import { isCapacityProvider, zonesOfGroup } from '../../facts/instances';
import { counted, inherent, inherentInSubnets, outlasts, single, unknown } from './findings';
import { says, regional, zonal, type Finding, type Table } from './row';

/** Functions and instances. Aliases, versions, launch templates and scaling policies only lead on to these. */
export const COMPUTE: Table = {
  'AWS::Lambda::Function': regional('COMPUTE', 'lambda', functionFinding),
  'AWS::Serverless::Function': regional('COMPUTE', 'lambda', functionFinding),
  'AWS::Lambda::CapacityProvider': zonal('COMPUTE', 'lambda', (provider) =>
    inherentInSubnets(says(provider, 'VpcConfig.SubnetIds', 'AWS Lambda keeps instances in its subnets')),
  ),
  'AWS::AutoScaling::AutoScalingGroup': zonal('COMPUTE', 'asg', groupFinding),
  'AWS::EC2::Instance': zonal('COMPUTE', 'ec2', (instance) => single(says(instance, '', 'An instance is one host'))),
  'AWS::EC2::EC2Fleet': zonal('COMPUTE', 'ec2', fleetFinding),
  'AWS::EC2::SpotFleet': zonal('COMPUTE', 'ec2', fleetFinding),
  'AWS::ElasticBeanstalk::Environment': zonal('COMPUTE', 'elasticbeanstalk', environmentFinding),
  'AWS::EMR::Cluster': zonal('COMPUTE', 'emr', primariesOf),
  'AWS::SageMaker::Endpoint': zonal('COMPUTE', 'sagemaker', endpointFinding),
  // AWS Glue and CodeBuild run each job on hosts of their own, chosen anew for it.
  'AWS::CodeBuild::Project': regional('COMPUTE', 'codebuild', 'AWS CodeBuild runs each build on a host of its own'),
  'AWS::Glue::Job': regional('COMPUTE', 'glue', 'AWS Glue runs each job on hosts of its own'),
};

/** AWS Lambda Developer Guide, "Resilience in AWS Lambda": several zones; in a VPC, those of the subnets. */
function functionFinding(fn: Resource): Finding {
  if (fn.has('CapacityProviderConfig')) {
    const evidence = says(fn, 'CapacityProviderConfig', 'It runs on the instances of a capacity provider');
    return { ...inherentInSubnets(evidence), reach: 'ZONES' };
  }
  const subnets = settingOf(fn, 'VpcConfig.SubnetIds');
  if (!subnets.isPresent || (!subnets.isUnknown && subnets.items().length === 0)) {
    return inherent(says(fn, 'VpcConfig', 'VpcConfig is absent: AWS Lambda runs it in several Availability Zones'));
  }
  const evidence = says(fn, 'VpcConfig.SubnetIds', 'AWS Lambda runs it in the zones of these subnets');
  return { ...inherentInSubnets(evidence), reach: 'ZONES' };
}

/** Without scaling a group stays at its desired capacity; where it scales in, MinSize is all that is sure. */
function groupFinding(group: Resource): Finding {
  const [least, desired] = [group.at('MinSize'), group.at('DesiredCapacity')];
  const floor = least.number();
  if (floor === undefined) return unknown(says(group, 'MinSize', 'MinSize is absent'));
  if (floor < 2 && isCapacityProvider(group)) {
    return unknown(says(group, 'MinSize', `MinSize is ${floor}; Amazon ECS decides how many instances run`));
  }
  const wanted = desired.number() ?? floor;
  const found =
    wanted > floor && !isScaled(group) ? counted(desired, wanted, 'instance') : counted(least, floor, 'instance');
  // Zones that it names without subnets are its own; those of subnets are theirs.
  const zones = group.has('VPCZoneIdentifier') ? undefined : zonesOfGroup(group);
  const isZoneRedundant = found.redundancy === 'REPLICAS' && zones !== undefined ? outlasts(zones.spread) : undefined;
  return isZoneRedundant === undefined ? found : { ...found, isZoneRedundant };
}

function isScaled(group: Resource): boolean {
  return ['AWS::AutoScaling::ScalingPolicy', 'AWS::AutoScaling::ScheduledAction'].some((type) => {
    return group.referencedBy(type, 'AutoScalingGroupName').length > 0;
  });
}

function fleetFinding(fleet: Resource): Finding {
  return unknown(says(fleet, '', 'A fleet counts capacity: AWS chooses how many instances that is'));
}

/** What the template leaves open, a saved configuration or a file of the application may set. */
function environmentFinding(environment: Resource): Finding {
  const type = beanstalkOption(environment, 'aws:elasticbeanstalk:environment', 'EnvironmentType');
  if (type?.string() === 'SingleInstance') {
    return single({ resource: environment, path: type.path, says: 'EnvironmentType is SingleInstance: one instance' });
  }
  const least = beanstalkOption(environment, 'aws:autoscaling:asg', 'MinSize');
  const size = least?.number();
  if (least === undefined || size === undefined) {
    return unknown(says(environment, 'OptionSettings', 'MinSize is not set in the template'));
  }
  return counted(least, size, 'instance', { name: 'MinSize' });
}

/** Amazon EMR Management Guide: a cluster lies in one zone; with three primary nodes another one takes over. */
function primariesOf(cluster: Resource): Finding {
  const fleet = cluster.at('Instances.MasterInstanceFleet');
  const path = `Instances.${fleet.isPresent ? 'MasterInstanceFleet' : 'MasterInstanceGroup.InstanceCount'}`;
  const capacity = ['TargetOnDemandCapacity', 'TargetSpotCapacity'].map((each) => fleet.at(each).number() ?? 0);
  const count = fleet.isPresent ? capacity.reduce((sum, each) => sum + each) : cluster.number(path);
  if (count === undefined || count === 0) return unknown(says(cluster, path, 'No number of primary nodes is given'));
  if (count < 2) return single(says(cluster, path, 'It has one primary node'));
  const evidence = says(cluster, path, `It has ${count} primary nodes, all in one zone`);
  return { redundancy: 'FAILOVER', units: count, isZoneRedundant: false, evidence: [evidence] };
}

/** Amazon SageMaker Developer Guide: two instances or more are spread over zones; serverless ones are managed. */
function endpointFinding(endpoint: Resource): Finding {
  const config = endpoint.reference('EndpointConfigName');
  if (config?.type !== 'AWS::SageMaker::EndpointConfig') {
    return unknown(says(endpoint, 'EndpointConfigName', 'Its configuration is not in the application'));
  }
  const variants = config.list('ProductionVariants');
  const counts = variants.filter((each) => !each.at('ServerlessConfig').isPresent);
  if (variants.length > 0 && counts.length === 0) {
    return { ...inherent(says(config, 'ProductionVariants', 'All variants are serverless')), reach: 'REGION' };
  }
  const found = counts.map((each) => {
    const at = each.at('InitialInstanceCount');
    const count = at.number();
    return count === undefined
      ? unknown(says(config, 'ProductionVariants', 'InitialInstanceCount is absent'))
      : counted(at, count, 'instance');
  });
  const [first, ...others] = found.sort((a, b) => (a.units ?? 0) - (b.units ?? 0));
  if (first === undefined) return unknown(says(config, 'ProductionVariants', 'ProductionVariants is absent'));
  return { ...first, evidence: [first, ...others].flatMap((each) => each.evidence) };
}
