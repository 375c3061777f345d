import { Duration } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as integrations from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { BrokerageFunction, keptLogs } from './parts/functions';
import { RegionalStack, type Needs } from './region';

/** Opens sessions. They last eight hours, so who is logged in stays so when this Region is lost. */
export class LoginStack extends RegionalStack {
  public readonly api = new apigateway.HttpApi(this, 'Api', { createDefaultStage: false });

  constructor(scope: Construct, id: string, { data, region }: Needs<'data'>) {
    super(scope, id, { region });
    const customers = new cognito.UserPool(this, 'Customers', {
      deletionProtection: true,
      featurePlan: cognito.FeaturePlan.PLUS,
      standardThreatProtectionMode: cognito.StandardThreatProtectionMode.FULL_FUNCTION,
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
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
      new iam.PolicyStatement({ actions: ['cognito-idp:InitiateAuth'], resources: [customers.userPoolArn] }),
    );

    const live = login.addAlias('live');
    const failedLogins = live.metricErrors({ period: Duration.minutes(1) }).createAlarm(this, 'FailedLogins', {
      threshold: 3,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      alarmDescription: 'Customers cannot log in.',
    });
    new codedeploy.LambdaDeploymentGroup(this, 'Deployment', {
      alias: live,
      deploymentConfig: codedeploy.LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
      alarms: [failedLogins],
      autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
    });

    this.api.addRoutes({
      path: '/login',
      methods: [apigateway.HttpMethod.POST],
      integration: new integrations.HttpLambdaIntegration('LoginIntegration', live, { timeout: Duration.seconds(12) }),
    });
    new apigateway.HttpStage(this, 'Live', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
      detailedMetricsEnabled: true,
      accessLogSettings: { destination: new apigateway.LogGroupLogDestination(keptLogs(this, 'ApiLogs')) },
    });
  }
}
