import { Token } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import type { ILoadBalancerV2 } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ARecord, PrivateHostedZone, RecordTarget, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { Construct } from 'constructs';
import { fault } from '../fault';

/** The names a service is called by: its certificate, the alarm before that ends, and its records. */
export interface DomainOptions {
  /** The hosted zone of the names. */
  readonly zone: IHostedZone;

  /** Names that lead to the load balancer, in full: `api.example.com`. */
  readonly names: string[];

  /**
   * Names that the certificate holds too and whose records are made elsewhere, such as one that leads to several
   * Regions.
   *
   * @default - none
   */
  readonly sharedNames?: string[];

  /**
   * The public zone that proves to AWS Certificate Manager that the names are yours.
   *
   * @default - `zone`; needed where that is private
   */
  readonly validationZone?: IHostedZone;
}

/** The names of a load balancer that was made for them. */
export interface DomainParts {
  readonly certificate: Certificate;
  readonly records: ARecord[];
}

/** Makes the certificate, which renews itself as long as the zone holds the record that proves the names. */
export function createCertificate(scope: Construct, options: DomainOptions): Certificate {
  check(scope, options);
  const [domainName, ...subjectAlternativeNames] = [...options.names, ...(options.sharedNames ?? [])];
  return new Certificate(scope, 'Certificate', {
    domainName: domainName as string,
    ...(subjectAlternativeNames.length > 0 && { subjectAlternativeNames }),
    validation: CertificateValidation.fromDns(options.validationZone ?? options.zone),
  });
}

/** Makes the records. Where several lead elsewhere too, Route 53 leaves out a load balancer without healthy targets. */
export function createRecords(scope: Construct, { names, zone }: DomainOptions, to: ILoadBalancerV2): ARecord[] {
  return names.map((name, index) => {
    const id = Token.isUnresolved(name) ? `Record${index + 1}` : `Record-${name}`;
    return new ARecord(scope, id, {
      zone,
      // In full: a name that is known at deployment only must not get the zone's name behind it.
      recordName: `${name}.`,
      target: RecordTarget.fromAlias(new LoadBalancerTarget(to, { evaluateTargetHealth: true })),
    });
  });
}

function check(scope: Construct, { names, sharedNames = [], validationZone, zone }: DomainOptions): void {
  if (names.length === 0) throw fault(scope, 'domain.names is empty; name what the service is called by.');
  const all = [...names, ...sharedNames];
  const twice = all.find((name, index) => all.indexOf(name) !== index);
  if (twice !== undefined) throw fault(scope, `domain: ${twice} is named twice.`);
  const zoneName = nameOf(zone);
  for (const name of all) {
    if (Token.isUnresolved(name)) continue;
    if (name.endsWith('.')) throw fault(scope, `domain: write ${name} without the dot at its end.`);
    if (zoneName === undefined || name === zoneName || name.endsWith(`.${zoneName}`)) continue;
    throw fault(scope, `domain: ${name} is not in the zone ${zoneName}; give names in full, and the zone they are in.`);
  }
  if ((validationZone ?? zone) instanceof PrivateHostedZone) {
    throw fault(
      scope,
      'domain: AWS Certificate Manager looks names up in public, and the zone is private; give the public zone as validationZone.',
    );
  }
}

function nameOf(zone: IHostedZone): string | undefined {
  try {
    const { zoneName } = zone;
    return Token.isUnresolved(zoneName) ? undefined : zoneName.replace(/\.$/, '');
  } catch {
    // A zone that was imported by its id alone throws.
    return undefined;
  }
}
