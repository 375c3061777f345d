import { Duration } from 'aws-cdk-lib';
import { ARecord, Failover, HealthCheck, HealthCheckType, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import { product } from '../product';
import { names, primary, RegionalStack, standby, type Needs, type Region } from './region';

/**
 * Leads customers to the primary Region while it answers, else to the standby. Route 53's health checkers decide,
 * so nothing has to be changed in an emergency. Their metrics exist in us-east-1 only, where this stack lives.
 */
export class DnsStack extends RegionalStack {
  private readonly zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', product.hostedZone);

  constructor(scope: Construct, id: string, props: Needs) {
    super(scope, id, props);
    this.addRecord('Primary', primary, Failover.PRIMARY);
    this.addRecord('Standby', standby, Failover.SECONDARY);
  }

  private addRecord(id: string, region: Region, failover: Failover): void {
    const domain = names.webDomain(region);
    const healthCheck = new HealthCheck(this, `${id}Health`, {
      type: HealthCheckType.HTTPS,
      fqdn: domain,
      resourcePath: '/healthz',
      requestInterval: Duration.seconds(10),
      failureThreshold: 3,
      enableSNI: true,
    });
    const { hostedZoneId } = this.zone;
    new ARecord(this, id, {
      zone: this.zone,
      recordName: 'www',
      failover,
      setIdentifier: region.name,
      healthCheck,
      target: RecordTarget.fromAlias({ bind: () => ({ dnsName: domain, hostedZoneId, evaluateTargetHealth: true }) }),
    });
  }
}
