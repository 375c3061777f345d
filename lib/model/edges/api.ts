import { ignored, inSubnets, needs, needsOneOf, observes, permits, permittedBy, routesTo, runsIn, uses } from './rows';
import type { EdgeTable } from './types';

/**
 * REST APIs. A request flows from the API through a method to its integration; stages and deployments publish it.
 * Tokens of a user pool stay valid for their lifetime, an hour by default; then nobody gets in.
 */
const REST: EdgeTable = {
  'AWS::ApiGateway::RestApi': [
    routesTo('Body'),
    // A private API is reached through any of them.
    needsOneOf('endpoints', 'EndpointConfiguration.VpcEndpointIds[]'),
    permits('Policy'),
    ...ignored('BodyS3Location', 'CloneFrom'),
  ],
  'AWS::ApiGateway::Method': [
    routesTo('RestApiId', '@'),
    needs('Integration.Uri'),
    needs('Integration.ConnectionId'),
    needs('Integration.IntegrationTarget'),
    needs('AuthorizerId'),
    permittedBy('Integration.Credentials'),
    ...ignored('RequestModels', 'RequestValidatorId', 'ResourceId'),
  ],
  'AWS::ApiGateway::Authorizer': [
    needs('AuthorizerUri'),
    needs('ProviderARNs[]'),
    permittedBy('AuthorizerCredentials'),
    ...ignored('RestApiId'),
  ],
  'AWS::ApiGateway::VpcLink': [needs('TargetArns[]')],
  'AWS::ApiGateway::Stage': [
    runsIn('RestApiId'),
    observes('AccessLogSetting.DestinationArn'),
    ...ignored('CanarySetting.DeploymentId', 'ClientCertificateId', 'DeploymentId', 'DocumentationVersion'),
  ],
  'AWS::ApiGateway::Deployment': [
    observes('StageDescription.AccessLogSetting.DestinationArn'),
    ...ignored('RestApiId', 'StageDescription.ClientCertificateId'),
  ],
  'AWS::ApiGateway::DomainName': [
    needs('CertificateArn'),
    needs('RegionalCertificateArn'),
    // Read when the domain is updated.
    ...ignored('MutualTlsAuthentication', 'OwnershipVerificationCertificateArn'),
  ],
  'AWS::ApiGateway::DomainNameV2': [needs('CertificateArn'), permits('Policy')],
  'AWS::ApiGateway::DomainNameAccessAssociation': [needs('DomainNameArn', 'AccessAssociationSource')],
  'AWS::ApiGateway::BasePathMapping': [routesTo('DomainName', 'RestApiId'), ...ignored('Stage')],
  'AWS::ApiGateway::BasePathMappingV2': [routesTo('DomainNameArn', 'RestApiId'), ...ignored('Stage')],
  'AWS::ApiGateway::Account': [permittedBy('CloudWatchRoleArn')],
  'AWS::ApiGateway::Resource': ignored('*'),
  'AWS::ApiGateway::Model': ignored('*'),
  'AWS::ApiGateway::RequestValidator': ignored('*'),
  'AWS::ApiGateway::GatewayResponse': ignored('*'),
  'AWS::ApiGateway::DocumentationPart': ignored('*'),
  'AWS::ApiGateway::DocumentationVersion': ignored('*'),
  'AWS::ApiGateway::ApiKey': ignored('*'),
  'AWS::ApiGateway::UsagePlan': ignored('*'),
  'AWS::ApiGateway::UsagePlanKey': ignored('*'),
};

/** HTTP and WebSocket APIs: API, route, integration. */
const HTTP: EdgeTable = {
  'AWS::ApiGatewayV2::Api': [
    routesTo('Body'),
    needs('Target'),
    permittedBy('CredentialsArn'),
    ...ignored('BodyS3Location'),
  ],
  'AWS::ApiGatewayV2::Route': [
    routesTo('ApiId', '@'),
    needs('Target'),
    needs('AuthorizerId'),
    ...ignored('RequestModels'),
  ],
  'AWS::ApiGatewayV2::Integration': [
    needs('IntegrationUri'),
    needs('ConnectionId'),
    // Direct calls of an AWS service name the queue, stream or state machine here.
    needs('RequestParameters'),
    permittedBy('CredentialsArn'),
    ...ignored('ApiId'),
  ],
  'AWS::ApiGatewayV2::Authorizer': [
    needs('AuthorizerUri'),
    needs('JwtConfiguration.Issuer'),
    permittedBy('AuthorizerCredentialsArn'),
    ...ignored('ApiId', 'JwtConfiguration.Audience'),
  ],
  'AWS::ApiGatewayV2::VpcLink': [inSubnets('SubnetIds[]'), ...ignored('SecurityGroupIds')],
  'AWS::ApiGatewayV2::Stage': [
    runsIn('ApiId'),
    observes('AccessLogSettings.DestinationArn'),
    ...ignored('ClientCertificateId', 'DeploymentId'),
  ],
  'AWS::ApiGatewayV2::DomainName': [
    needs('DomainNameConfigurations[].CertificateArn'),
    ...ignored('DomainNameConfigurations[].OwnershipVerificationCertificateArn', 'MutualTlsAuthentication'),
  ],
  'AWS::ApiGatewayV2::ApiMapping': [routesTo('DomainName', 'ApiId'), ...ignored('Stage')],
  'AWS::ApiGatewayV2::RoutingRule': [routesTo('DomainNameArn', 'Actions[].InvokeApi.ApiId')],
  'AWS::ApiGatewayV2::Deployment': ignored('*'),
  'AWS::ApiGatewayV2::Model': ignored('*'),
  'AWS::ApiGatewayV2::IntegrationResponse': ignored('*'),
  'AWS::ApiGatewayV2::RouteResponse': ignored('*'),
};

/** GraphQL: API, resolver, function, data source, store. */
const APPSYNC: EdgeTable = {
  'AWS::AppSync::GraphQLApi': [
    needs('UserPoolConfig.UserPoolId'),
    needs('LambdaAuthorizerConfig.AuthorizerUri'),
    needs('OpenIDConnectConfig.Issuer'),
    // The callers of one provider among several.
    uses('AdditionalAuthenticationProviders[]'),
    permittedBy('LogConfig.CloudWatchLogsRoleArn'),
    permittedBy('MergedApiExecutionRoleArn'),
  ],
  'AWS::AppSync::Api': [
    needs('EventConfig.AuthProviders[]'),
    permittedBy('EventConfig.LogConfig.CloudWatchLogsRoleArn'),
  ],
  'AWS::AppSync::ChannelNamespace': [routesTo('ApiId', '@'), needs('HandlerConfigs'), ...ignored('CodeS3Location')],
  'AWS::AppSync::DataSource': [
    // Resolvers name it as text more often than by reference.
    routesTo('ApiId', '@'),
    needs('DynamoDBConfig'),
    needs('ElasticsearchConfig.Endpoint'),
    needs('EventBridgeConfig.EventBusArn'),
    needs('HttpConfig.Endpoint'),
    needs('LambdaConfig.LambdaFunctionArn'),
    needs('OpenSearchServiceConfig.Endpoint'),
    needs('RelationalDatabaseConfig.RdsHttpEndpointConfig.AwsSecretStoreArn'),
    needs('RelationalDatabaseConfig.RdsHttpEndpointConfig.DbClusterIdentifier'),
    permittedBy('ServiceRoleArn'),
  ],
  'AWS::AppSync::FunctionConfiguration': [
    needs('DataSourceName'),
    needs('SyncConfig.LambdaConflictHandlerConfig.LambdaConflictHandlerArn'),
    ...ignored('ApiId', 'CodeS3Location', 'RequestMappingTemplateS3Location', 'ResponseMappingTemplateS3Location'),
  ],
  'AWS::AppSync::Resolver': [
    routesTo('ApiId', '@'),
    needs('DataSourceName'),
    needs('PipelineConfig.Functions[]'),
    needs('SyncConfig.LambdaConflictHandlerConfig.LambdaConflictHandlerArn'),
    ...ignored('CodeS3Location', 'RequestMappingTemplateS3Location', 'ResponseMappingTemplateS3Location'),
  ],
  'AWS::AppSync::DomainName': [needs('CertificateArn')],
  'AWS::AppSync::DomainNameApiAssociation': [needs('DomainName', 'ApiId')],
  'AWS::AppSync::SourceApiAssociation': [routesTo('MergedApiIdentifier', 'SourceApiIdentifier')],
  'AWS::AppSync::GraphQLSchema': ignored('*'),
  'AWS::AppSync::ApiKey': ignored('*'),
  'AWS::AppSync::ApiCache': ignored('*'),
};

/** What answers API calls. */
export const API: EdgeTable = { ...REST, ...HTTP, ...APPSYNC };
