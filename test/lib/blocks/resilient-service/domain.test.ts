import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HostedZone, PrivateHostedZone, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import type { DomainOptions, ResilientServiceProps } from '../../../../lib/blocks/resilient-service';
import { make, newStack, newVpc, only, serviceIn, warnings, type Made } from './app';

const CERTIFICATE = 'AWS::CertificateManager::Certificate';
const RECORD = 'AWS::Route53::RecordSet';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';

const zoneIn = (stack: Stack, zoneName = 'example.com'): IHostedZone =>
  HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName });
const NAMES = ['eu.www.example.com', 'eu.api.example.com'];

/** A service that faces the Internet by its names, but for what is given. */
function named(given: (stack: Stack) => Partial<DomainOptions> = () => ({})): Made {
  return make((stack) => ({
    loadBalancing: { internetFacing: true, domain: { zone: zoneIn(stack), names: NAMES, ...given(stack) } },
  }));
}

it('has a certificate for all names, proven by the zone', () => {
  const { service, stack, template } = named(() => ({ sharedNames: ['www.example.com'] }));
  const names = [...NAMES, 'www.example.com'];
  expect(only(template, CERTIFICATE).Properties).toMatchObject({
    DomainName: NAMES[0],
    DomainValidationOptions: names.map((DomainName) => ({ DomainName, HostedZoneId: 'Z1' })),
    SubjectAlternativeNames: names.slice(1),
    ValidationMethod: 'DNS',
  });
  const own = { Ref: expect.stringMatching(/^WebCertificate/) };
  expect(only(template, LISTENER, 'WebListener').Properties).toMatchObject({
    Certificates: [{ CertificateArn: own }],
    Port: 443,
    Protocol: 'HTTPS',
  });
  expect(service.certificate?.node.id).toBe('Certificate');
  expect(warnings(stack)).toEqual([]);
});

it('has a record for each of its names, and for no other', () => {
  const { service, template } = named(() => ({ sharedNames: ['www.example.com'] }));
  const records = Object.values(template.findResources(RECORD)).map(({ Properties }) => Properties);
  expect(records.map(({ Name }) => Name).sort()).toEqual(['eu.api.example.com.', 'eu.www.example.com.']);
  for (const { AliasTarget, HostedZoneId, Type } of records) {
    expect({ HostedZoneId, Type }).toEqual({ HostedZoneId: 'Z1', Type: 'A' });
    expect(AliasTarget).toMatchObject({
      EvaluateTargetHealth: true,
      HostedZoneId: { 'Fn::GetAtt': [expect.stringMatching(/^WebLoadBalancer/), 'CanonicalHostedZoneID'] },
    });
  }
  expect(service.records.map(({ node }) => node.id)).toEqual([
    'Record-eu.www.example.com',
    'Record-eu.api.example.com',
  ]);
});

it('is told two weeks after the renewal should have been', () => {
  const { service, template } = named();
  expect(only(template, 'AWS::CloudWatch::Alarm', 'WebAlarmsCertificateEnds').Properties).toMatchObject({
    AlarmActions: [{ Ref: expect.stringMatching(/^Pager/) }],
    AlarmDescription: expect.stringMatching(/^Stack\/Web: The certificate ends in 30 days or less/),
    ComparisonOperator: 'LessThanOrEqualToThreshold',
    Dimensions: [{ Name: 'CertificateArn', Value: { Ref: expect.stringMatching(/^WebCertificate/) } }],
    MetricName: 'DaysToExpiry',
    Period: 86_400,
    Statistic: 'Minimum',
    Threshold: 30,
    TreatMissingData: 'ignore',
  });
  expect(service.certificateAlarm?.node.id).toBe('CertificateEnds');
  expect(service.alarms).toContain(service.certificateAlarm);
});

it('may be internal: called in a private zone, and proven in a public one', () => {
  const { template } = make((stack) => {
    const vpc = newVpc(stack);
    const zone = new PrivateHostedZone(stack, 'Private', { vpc, zoneName: 'example.com' });
    return { vpc, loadBalancing: { domain: { zone, validationZone: zoneIn(stack), names: ['api.example.com'] } } };
  });
  expect(only(template, RECORD).Properties.HostedZoneId).toEqual({ Ref: expect.stringMatching(/^Private/) });
  const certificate = only(template, CERTIFICATE).Properties;
  expect(certificate.DomainValidationOptions).toEqual([{ DomainName: 'api.example.com', HostedZoneId: 'Z1' }]);
  expect(certificate).not.toHaveProperty('SubjectAlternativeNames');
});

it('may be that of a Network Load Balancer, which then ends TLS', () => {
  const { service, template } = make((stack) => ({
    networkLoadBalancing: { port: 8883, domain: { zone: zoneIn(stack), names: ['mqtt.example.com'] } },
  }));
  expect(only(template, LISTENER).Properties).toMatchObject({
    Certificates: [{ CertificateArn: { Ref: expect.stringMatching(/^WebCertificate/) } }],
    Protocol: 'TLS',
  });
  expect(only(template, RECORD).Properties).toMatchObject({
    AliasTarget: { EvaluateTargetHealth: true },
    Name: 'mqtt.example.com.',
  });
  expect([service.certificate, service.certificateAlarm].map((each) => each?.node.id)).toEqual([
    'Certificate',
    'CertificateEnds',
  ]);
});

it('may lead to an existing load balancer', () => {
  const { template } = make((stack) => {
    const vpc = newVpc(stack);
    const loadBalancer = new ApplicationLoadBalancer(stack, 'Shared', { vpc });
    return { vpc, loadBalancing: { loadBalancer, domain: { zone: zoneIn(stack), names: ['example.com'] } } };
  });
  expect(only(template, RECORD).Properties).toMatchObject({
    AliasTarget: { HostedZoneId: { 'Fn::GetAtt': [expect.stringMatching(/^Shared/), 'CanonicalHostedZoneID'] } },
    Name: 'example.com.',
  });
});

it('takes names and zones that are known at deployment only, or by their id', () => {
  const stack = newStack();
  const name = new CfnParameter(stack, 'Name').valueAsString;
  const zone = HostedZone.fromHostedZoneId(stack, 'Zone', 'Z1');
  serviceIn(stack, { loadBalancing: { internetFacing: true, domain: { zone, names: [name, 'api.example.org'] } } });
  const names = Object.values(Template.fromStack(stack).findResources(RECORD)).map(({ Properties }) => Properties.Name);
  expect(names).toContainEqual({ 'Fn::Join': ['', [{ Ref: 'Name' }, '.']] });
  expect(names).toContain('api.example.org.');
});

type Given = ResilientServiceProps['loadBalancing'];
const domain = (stack: Stack, given: Partial<DomainOptions>): Given => ({
  domain: { zone: zoneIn(stack), names: ['www.example.com'], ...given },
});

it.each<[string, (stack: Stack) => Given, string]>([
  ['no name', (stack) => domain(stack, { names: [] }), 'domain.names is empty'],
  [
    'a name twice',
    (stack) => domain(stack, { sharedNames: ['www.example.com'] }),
    'domain: www.example.com is named twice',
  ],
  [
    'a part of a name',
    (stack) => domain(stack, { names: ['www'] }),
    'domain: www is not in the zone example.com; give names in full',
  ],
  [
    'a name of another zone',
    (stack) => domain(stack, { sharedNames: ['www.myexample.com'] }),
    'www.myexample.com is not in the zone example.com',
  ],
  [
    'a dot',
    (stack) => domain(stack, { names: ['www.example.com.'] }),
    'write www.example.com. without the dot at its end',
  ],
  [
    'a private zone alone',
    (stack) =>
      domain(stack, { zone: new PrivateHostedZone(stack, 'P', { vpc: newVpc(stack), zoneName: 'example.com' }) }),
    'give the public zone as validationZone',
  ],
])('refuses %s', (_, given, message) => {
  const stack = newStack();
  const loadBalancing = given(stack)!;
  const vpc = (stack.node.tryFindChild('Vpc') as ReturnType<typeof newVpc> | undefined) ?? newVpc(stack);
  expect(() => serviceIn(stack, { vpc, loadBalancing })).toThrow(`Stack/Web: `);
  expect(() => serviceIn(new Stack(stack, 'Again'), { vpc, loadBalancing })).toThrow(message);
});
