import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { BrokerageFunction, keptLogs } from './parts/functions';
import { RegionalStack, type Needs } from './region';

/** Opens sessions. They last eight hours, so who is logged in stays so when this Region is lost. */
export class LoginStack extends RegionalStack {
  public readonly api = new HttpApi(this, 'Api', { createDefaultStage: false });

  constructor(scope: Construct, id: string, props: Needs<'operations' | 'data'>) {
    super(scope, id, props);
    const { operations, data } = props;

    const customers = new UserPool(this, 'Customers', {
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const client = customers.addClient('Web', { authFlows: { userPassword: true } });
    const login = new BrokerageFunction(this, 'Login', {
      folder: 'login',
      timeout: Duration.seconds(10),
      concurrency: 300,
      environment: { USER_POOL_CLIENT_ID: client.userPoolClientId, SESSIONS_TABLE: data.sessions.tableName },
    });
    data.sessions.grantWriteData(login);
    login.addToRolePolicy(
      new PolicyStatement({ actions: ['cognito-idp:InitiateAuth'], resources: [customers.userPoolArn] }),
    );

    const live = login.addAlias('live');
    const failedLogins = live.metricErrors({ period: Duration.minutes(1) }).createAlarm(this, 'FailedLogins', {
      threshold: 3,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      alarmDescription: 'Customers cannot log in.',
    });
    failedLogins.addAlarmAction(operations.pager);
    new LambdaDeploymentGroup(this, 'Deployment', {
      alias: live,
      deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
      alarms: [failedLogins],
      autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
    });

    this.api.addRoutes({
      path: '/login',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('LoginIntegration', live, { timeout: Duration.seconds(12) }),
    });
    new HttpStage(this, 'Live', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
      detailedMetricsEnabled: true,
      accessLogSettings: { destination: new LogGroupLogDestination(keptLogs(this, 'ApiLogs')) },
    });
  }
}
