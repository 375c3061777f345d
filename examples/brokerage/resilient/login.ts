import { Duration } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { acknowledge } from './acknowledge';
import { BrokerageFunction } from './brokerage-function';
import type { BrokerageRegion } from './brokerage-region';
import { KEPT_LOGS, RegionalStack } from './region';

/** Opens sessions. They last eight hours, so who is logged in stays so when this Region is lost. */
export class LoginStack extends RegionalStack {
  public readonly api = new apigateway.HttpApi(this, 'Api', { createDefaultStage: false });

  constructor(here: BrokerageRegion, id: string) {
    super(here, id);
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
    const { sessions } = here.data;
    const login = new BrokerageFunction(this, 'Login', {
      folder: 'login',
      timeout: Duration.seconds(10),
      concurrency: 300,
      environment: { USER_POOL_CLIENT_ID: client.userPoolClientId, SESSIONS_TABLE: sessions.tableName },
    });
    sessions.grantWriteData(login);
    customers.grant(login, 'cognito-idp:InitiateAuth');

    this.api.addRoutes({
      path: '/login',
      methods: [apigateway.HttpMethod.POST],
      integration: new HttpLambdaIntegration('LoginIntegration', login, { timeout: Duration.seconds(12) }),
    });
    new apigateway.HttpStage(this, 'Live', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new apigateway.LogGroupLogDestination(new LogGroup(this, 'ApiLogs', KEPT_LOGS)),
      },
    });
    acknowledge(this, {
      APIG4: 'Logging in is what comes before authorization; requests are throttled.',
      COG2: 'The log-in function knows no second step; threat protection blocks risky log-ins.',
    });
  }
}
