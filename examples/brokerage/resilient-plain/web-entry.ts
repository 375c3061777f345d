import { Duration } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  HttpCodeElb,
  HttpCodeTarget,
  ListenerAction,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { product } from '../product';
import type { OperationsStack } from './operations';
import { pageOn } from './parts/alarms';
import { names, type Region } from './regions';

interface WebEntryProps {
  readonly region: Region;
  readonly vpc: IVpc;
  readonly operations: OperationsStack;
  readonly tasksPerZone: number;
}

/** The Region's own address, certificate and load balancer. */
export class WebEntry extends Construct {
  public readonly containerPort = 8080;
  public readonly loadBalancer: ApplicationLoadBalancer;
  public readonly targetGroup: ApplicationTargetGroup;
  public readonly taskTraffic: SecurityGroup;
  /** Rolls a deployment back. */
  public readonly failedRequests: Alarm;

  constructor(scope: Construct, id: string, props: WebEntryProps) {
    super(scope, id);
    const { operations, region, vpc } = props;
    this.taskTraffic = new SecurityGroup(this, 'TaskTraffic', { vpc });

    this.loadBalancer = new ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc,
      internetFacing: true,
      deletionProtection: true,
      dropInvalidHeaderFields: true,
    });
    this.loadBalancer.setAttribute('zonal_shift.config.enabled', 'true');
    this.loadBalancer.logAccessLogs(operations.accessLogs, 'web');

    this.targetGroup = new ApplicationTargetGroup(this, 'Tasks', {
      vpc,
      protocol: ApplicationProtocol.HTTP,
      port: this.containerPort,
      targetType: TargetType.IP,
      deregistrationDelay: Duration.seconds(45),
      healthCheck: {
        path: '/healthz',
        healthyHttpCodes: '200',
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 3,
      },
      targetGroupHealth: { dnsMinimumHealthyTargetCount: 2, routingMinimumHealthyTargetCount: 2 },
    });

    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', product.hostedZone);
    const certificate = new Certificate(this, 'Certificate', {
      domainName: names.webDomain(region),
      subjectAlternativeNames: [`www.${product.domainName}`],
      validation: CertificateValidation.fromDns(zone),
    });
    this.loadBalancer.addListener('Https', {
      port: 443,
      certificates: [certificate],
      defaultTargetGroups: [this.targetGroup],
    });
    this.loadBalancer.addListener('Http', {
      port: 80,
      defaultAction: ListenerAction.redirect({ protocol: 'HTTPS', port: '443', permanent: true }),
    });
    new ARecord(this, 'Record', {
      zone,
      recordName: names.webDomain(region),
      target: RecordTarget.fromAlias(new LoadBalancerTarget(this.loadBalancer, { evaluateTargetHealth: true })),
    });

    this.failedRequests = pageOn(this, 'FailedRequests', operations.pager, {
      metric: this.targetGroup.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT),
      atLeast: 20,
      summary: 'The web entry answers with errors.',
      runbook: 'web',
    });
    this.watch(operations.pager, props);
  }

  private watch(pager: ITopic, { vpc, tasksPerZone }: WebEntryProps): void {
    pageOn(this, 'RefusedRequests', pager, {
      metric: this.loadBalancer.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT),
      atLeast: 20,
      summary: 'The load balancer finds no task that answers.',
      runbook: 'web',
    });
    pageOn(this, 'SlowRequests', pager, {
      metric: this.targetGroup.metrics.targetResponseTime({ statistic: 'p99' }),
      atLeast: 2,
      summary: 'One request in a hundred takes more than two seconds.',
      runbook: 'web',
    });
    vpc.availabilityZones.forEach((zone, index) => {
      pageOn(this, `UnhealthyZone${index + 1}`, pager, {
        metric: this.targetGroup.metrics.healthyHostCount({ statistic: 'Minimum' }).with({
          dimensionsMap: {
            LoadBalancer: this.loadBalancer.loadBalancerFullName,
            TargetGroup: this.targetGroup.targetGroupFullName,
            AvailabilityZone: zone,
          },
        }),
        below: tasksPerZone,
        summary: `Web tasks are missing in ${zone}.`,
        runbook: 'zone-loss',
      });
    });
  }
}
