import { Duration } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { HealthAlarms } from 'cdk-resilience';
import { product } from '../product';
import type { BrokerageRegion } from './brokerage-region';
import { names, primary, RegionalStack, standby, type Region } from './region';

/**
 * Leads customers to the primary Region while it answers, else to the standby. Route 53's health checkers decide,
 * so nothing has to be changed in an emergency. Their metrics exist in us-east-1 only, where this stack lives.
 */
export class DnsStack extends RegionalStack {
  private readonly zone = route53.HostedZone.fromHostedZoneAttributes(this, 'Zone', product.hostedZone);

  constructor(here: BrokerageRegion, id: string) {
    super(here, id);
    this.addRecord('Primary', primary, route53.Failover.PRIMARY);
    this.addRecord('Standby', standby, route53.Failover.SECONDARY);
    HealthAlarms.of(this).cover({ actions: [here.operations.pager] });
  }

  private addRecord(id: string, region: Region, failover: route53.Failover): void {
    const domain = names.webDomain(region);
    const healthCheck = new route53.HealthCheck(this, `${id}Health`, {
      type: route53.HealthCheckType.HTTPS,
      fqdn: domain,
      resourcePath: '/healthz',
      requestInterval: Duration.seconds(10),
      failureThreshold: 3,
      enableSNI: true,
    });
    const { hostedZoneId } = this.zone;
    new route53.ARecord(this, id, {
      zone: this.zone,
      recordName: 'www',
      failover,
      setIdentifier: region.name,
      healthCheck,
      target: route53.RecordTarget.fromAlias({
        bind: () => ({ dnsName: domain, hostedZoneId, evaluateTargetHealth: true }),
      }),
    });
  }
}
