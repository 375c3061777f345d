import { aws_ec2 as ec2, aws_ssm as ssm, App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Application } from '../../../lib/model/application';
import { isStandIn } from '../../../lib/model/dummies';
import { readAssembly } from '../../../lib/model/source/assembly';
import { applicationOf, comesTo, resourceIn } from './templates';

test.each([
  'dummy1a',
  'vpc-12345',
  's-67890',
  'p-12345',
  'rtb-57890p',
  'ami-1234',
  'sg-12345678',
  'pl-xxxxxxxx',
  'DUMMY',
  'TESTARN',
  'dummy-value-for-/my/parameter',
  'arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/application/my-load-balancer/50dc6c495c0c9188',
  'arn:aws:iam::123456789012:role/DUMMY_ARN',
  'arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab',
])('%s stands for a missing value', (text) => expect(isStandIn(text)).toBe(true));

test.each(['us-east-1a', 'vpc-123456', 'p-1', 'sg-0a1b2c3d', 'dummy', 'TESTING', 'ami-12345'])(
  '%s does not',
  (text) => {
    expect(isStandIn(text)).toBe(false);
  },
);

describe('a stand-in', () => {
  const template = { Resources: { Subnet: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'dummy1a' } } } };

  it('is unknown where context is missing', () => {
    const subnet = resourceIn(applicationOf(template, { missingContext: ['availability-zones'] }), 'Stack/Subnet');
    expect(comesTo(subnet.at('AvailabilityZone'))).toBe("open: 'dummy1a' stands for a context value that is missing");
    expect(subnet.at('AvailabilityZone').identity).toBeUndefined();
  });

  it('is what it says where nothing is missing', () => {
    expect(resourceIn(applicationOf(template), 'Stack/Subnet').string('AvailabilityZone')).toBe('dummy1a');
  });
});

test('what CDK writes without its context is unknown', () => {
  const app = new App();
  const stack = new Stack(app, 'Net', { env: { account: '111111111111', region: 'eu-west-1' } });
  new ec2.Vpc(stack, 'Own');
  const found = ec2.Vpc.fromLookup(stack, 'Found', { vpcName: 'shared' });
  const values: Record<string, string> = {
    Vpc: found.vpcId,
    Public: found.publicSubnets[1]!.subnetId,
    Private: found.privateSubnets[0]!.subnetId,
    Zone: found.availabilityZones[0]!,
    RouteTable: found.privateSubnets[1]!.routeTable.routeTableId,
    Image: ec2.MachineImage.lookup({ name: 'mine' }).getImage(stack).imageId,
    Group: ec2.SecurityGroup.fromLookupByName(stack, 'FoundGroup', 'mine', found).securityGroupId,
    Parameter: ssm.StringParameter.valueFromLookup(stack, '/mine'),
  };
  for (const [id, value] of Object.entries(values)) new CfnOutput(stack, id, { value });

  const [source] = readAssembly(app.synth().directory);
  const application = new Application(source!);
  expect(application.missingContext).toHaveLength(5);
  const [read] = application.stacks;
  const outputs = Object.keys(values).map((id) => [id, String(read!.output(id))]);
  expect(outputs).toEqual(Object.keys(values).map((id) => [id, '${unknown}']));
  const zones = application.resources('AWS::EC2::Subnet').map((subnet) => subnet.at('AvailabilityZone').kind);
  expect(zones).toEqual(['unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown']);
});
