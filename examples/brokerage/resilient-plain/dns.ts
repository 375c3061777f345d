import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  ARecord,
  Failover,
  HealthCheck,
  HealthCheckType,
  HostedZone,
  RecordTarget,
  type IHostedZone,
} from 'aws-cdk-lib/aws-route53';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { product } from '../product';
import { pageOn } from './parts/alarms';
import { names, primary, standby, type Region } from './regions';
import { RegionalStack, type RegionalStackProps } from './regional-stack';

interface DnsStackProps extends RegionalStackProps {
  readonly pager: ITopic;
}

/**
 * Leads customers to the primary Region while it answers, else to the standby. Route 53's health checkers decide,
 * so nothing has to be changed in an emergency. Their metrics exist in us-east-1 only, where this stack lives.
 */
export class DnsStack extends RegionalStack {
  constructor(scope: Construct, id: string, props: DnsStackProps) {
    super(scope, id, props);

    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', product.hostedZone);
    this.addRecord('Primary', zone, primary, Failover.PRIMARY, props.pager);
    this.addRecord('Standby', zone, standby, Failover.SECONDARY, props.pager);
  }

  private addRecord(id: string, zone: IHostedZone, region: Region, failover: Failover, pager: ITopic): void {
    const domain = names.webDomain(region);
    const healthCheck = new HealthCheck(this, `${id}Health`, {
      type: HealthCheckType.HTTPS,
      fqdn: domain,
      resourcePath: '/healthz',
      requestInterval: Duration.seconds(10),
      failureThreshold: 3,
      enableSNI: true,
    });
    new ARecord(this, id, {
      zone,
      recordName: 'www',
      failover,
      setIdentifier: region.name,
      healthCheck,
      target: RecordTarget.fromAlias({
        bind: () => ({ dnsName: domain, hostedZoneId: zone.hostedZoneId, evaluateTargetHealth: true }),
      }),
    });
    pageOn(this, `${id}Unhealthy`, pager, {
      metric: new Metric({
        namespace: 'AWS/Route53',
        metricName: 'HealthCheckStatus',
        dimensionsMap: { HealthCheckId: healthCheck.healthCheckId },
        statistic: 'Minimum',
      }),
      below: 1,
      summary: `The web entry in ${region.name} is not reachable from outside.`,
      runbook: 'region-loss',
    });
  }
}
