import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { pageOn } from './parts/alarms';
import { keptLogs, watchedFunction } from './parts/functions';
import { RegionalStack, type RegionalStackProps } from './regional-stack';

interface LoginStackProps extends RegionalStackProps {
  readonly pager: ITopic;
  readonly sessions: ITableV2;
}

/** Opens sessions. They last eight hours, so who is logged in stays so when this Region is lost. */
export class LoginStack extends RegionalStack {
  constructor(scope: Construct, id: string, props: LoginStackProps) {
    super(scope, id, props);

    const customers = new UserPool(this, 'Customers', {
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const client = customers.addClient('Web', { authFlows: { userPassword: true } });

    const login = watchedFunction(this, 'Login', {
      pager: props.pager,
      folder: 'login',
      timeout: Duration.seconds(10),
      concurrency: 300,
      environment: { USER_POOL_CLIENT_ID: client.userPoolClientId, SESSIONS_TABLE: props.sessions.tableName },
    });
    props.sessions.grantWriteData(login);
    login.addToRolePolicy(
      new PolicyStatement({ actions: ['cognito-idp:InitiateAuth'], resources: [customers.userPoolArn] }),
    );

    const live = login.addAlias('live');
    new LambdaDeploymentGroup(this, 'Deployment', {
      alias: live,
      deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
      alarms: [
        pageOn(this, 'FailedLogins', props.pager, {
          metric: live.metricErrors(),
          atLeast: 3,
          summary: 'Customers cannot log in.',
          runbook: 'login',
        }),
      ],
      autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
    });
    this.addApi(live, props.pager);
  }

  private addApi(login: Alias, pager: ITopic): void {
    const api = new HttpApi(this, 'Api', { createDefaultStage: false });
    api.addRoutes({
      path: '/login',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('LoginIntegration', login, { timeout: Duration.seconds(12) }),
    });
    const stage = new HttpStage(this, 'Live', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
      detailedMetricsEnabled: true,
      accessLogSettings: { destination: new LogGroupLogDestination(keptLogs(this, 'ApiLogs')) },
    });
    pageOn(this, 'ApiErrors', pager, {
      metric: stage.metricServerError({ statistic: 'Sum' }),
      atLeast: 5,
      summary: 'The log-in API answers with errors.',
      runbook: 'login',
    });
    pageOn(this, 'ApiLatency', pager, {
      metric: stage.metricLatency({ statistic: 'p99' }),
      atLeast: 3000,
      summary: 'Logging in takes more than three seconds.',
      runbook: 'login',
    });
  }
}
