import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { functionCode } from '../product';

export class LoginStack extends Stack {
  public readonly sessions: Table;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const customers = new UserPool(this, 'Customers', { removalPolicy: RemovalPolicy.DESTROY });
    const client = customers.addClient('Web', { authFlows: { userPassword: true } });

    this.sessions = new Table(this, 'Sessions', {
      partitionKey: { name: 'sessionId', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      removalPolicy: RemovalPolicy.DESTROY,
    });

    const login = new Function(this, 'Login', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: functionCode('login'),
      timeout: Duration.minutes(1),
      environment: { USER_POOL_CLIENT_ID: client.userPoolClientId, SESSIONS_TABLE: this.sessions.tableName },
    });
    this.sessions.grantWriteData(login);
    login.addToRolePolicy(
      new PolicyStatement({ actions: ['cognito-idp:InitiateAuth'], resources: [customers.userPoolArn] }),
    );

    const api = new HttpApi(this, 'Api');
    api.addRoutes({
      path: '/login',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('LoginIntegration', login),
    });
  }
}
