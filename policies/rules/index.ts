import type { Rule } from '../../lib/engine/rule';
import * as alarmData from './alarm-data';
import * as alarmTopicAccess from './alarm-topic-access';
import * as alarmTopics from './alarm-topics';
import * as alarms from './alarms';
import * as apiGateway from './api-gateway';
import * as appsync from './appsync';
import * as aurora from './aurora';
import * as auroraBackup from './aurora-backup';
import * as auroraFailover from './aurora-failover';
import * as autoScalingCapacity from './auto-scaling-capacity';
import * as autoScalingGroups from './auto-scaling-groups';
import * as autoScalingSettings from './auto-scaling-settings';
import * as backupCoverage from './backup-coverage';
import * as backupPlan from './backup-plan';
import * as backupRecovery from './backup-recovery';
import * as backupVault from './backup-vault';
import * as canaries from './canaries';
import * as certificates from './certificates';
import * as classicLoadBalancing from './classic-load-balancing';
import * as cloudfront from './cloudfront';
import * as cognito from './cognito';
import * as cognitoEmail from './cognito-email';
import * as configurationDeployments from './configuration-deployments';
import * as connectivity from './connectivity';
import * as crossRegion from './cross-region';
import * as databaseClusters from './database-clusters';
import * as databaseSubnets from './database-subnets';
import * as databaseUpkeep from './database-upkeep';
import * as dax from './dax';
import * as deadLetterAlarms from './dead-letter-alarms';
import * as deployments from './deployments';
import * as docdb from './docdb';
import * as dsql from './dsql';
import * as dynamodb from './dynamodb';
import * as dynamodbCapacity from './dynamodb-capacity';
import * as ec2 from './ec2';
import * as ecr from './ecr';
import * as ecs from './ecs';
import * as ecsDeployment from './ecs-deployment';
import * as ecsTasks from './ecs-tasks';
import * as efs from './efs';
import * as eks from './eks';
import * as elasticache from './elasticache';
import * as elasticacheUpkeep from './elasticache-upkeep';
import * as events from './events';
import * as experiments from './experiments';
import * as firehose from './firehose';
import * as fsx from './fsx';
import * as healthChecks from './health-checks';
import * as incidentResponse from './incident-response';
import * as keysAndSecrets from './keys-and-secrets';
import * as keyspaces from './keyspaces';
import * as kinesis from './kinesis';
import * as lambda from './lambda';
import * as lambdaAsync from './lambda-async';
import * as lambdaEventSources from './lambda-event-sources';
import * as lambdaSettings from './lambda-settings';
import * as loadBalancerAttributes from './load-balancer-attributes';
import * as loadBalancing from './load-balancing';
import * as logs from './logs';
import * as managedCompute from './managed-compute';
import * as memorydb from './memorydb';
import * as mq from './mq';
import * as msk from './msk';
import * as nat from './nat';
import * as neptune from './neptune';
import * as opensearch from './opensearch';
import * as opensearchUpkeep from './opensearch-upkeep';
import * as pipes from './pipes';
import * as rds from './rds';
import * as rdsBackup from './rds-backup';
import * as rdsMonitoring from './rds-monitoring';
import * as rdsParameters from './rds-parameters';
import * as rdsProxy from './rds-proxy';
import * as redshift from './redshift';
import * as resourceAlarms from './resource-alarms';
import * as route53 from './route53';
import * as routingControls from './routing-controls';
import * as s3 from './s3';
import * as s3Lock from './s3-lock';
import * as s3Replication from './s3-replication';
import * as scaling from './scaling';
import * as scalingHeadroom from './scaling-headroom';
import * as sns from './sns';
import * as sqs from './sqs';
import * as sqsDeadLetter from './sqs-dead-letter';
import * as stateful from './stateful';
import * as stepFunctions from './step-functions';
import * as storage from './storage';
import * as targetGroups from './target-groups';
import * as timestream from './timestream';
import * as vpc from './vpc';

/** All rules. A rule is registered by being exported from the file of its service. */
export const RULES: readonly Rule[] = [
  alarmData,
  alarmTopicAccess,
  alarmTopics,
  alarms,
  apiGateway,
  appsync,
  aurora,
  auroraBackup,
  auroraFailover,
  autoScalingCapacity,
  autoScalingGroups,
  autoScalingSettings,
  backupCoverage,
  backupPlan,
  backupRecovery,
  backupVault,
  canaries,
  certificates,
  classicLoadBalancing,
  cloudfront,
  cognito,
  cognitoEmail,
  configurationDeployments,
  connectivity,
  crossRegion,
  databaseClusters,
  databaseSubnets,
  databaseUpkeep,
  dax,
  deadLetterAlarms,
  deployments,
  docdb,
  dsql,
  dynamodb,
  dynamodbCapacity,
  ec2,
  ecr,
  ecs,
  ecsDeployment,
  ecsTasks,
  efs,
  eks,
  elasticache,
  elasticacheUpkeep,
  events,
  experiments,
  firehose,
  fsx,
  healthChecks,
  incidentResponse,
  keysAndSecrets,
  keyspaces,
  kinesis,
  lambda,
  lambdaAsync,
  lambdaEventSources,
  lambdaSettings,
  loadBalancerAttributes,
  loadBalancing,
  logs,
  managedCompute,
  memorydb,
  mq,
  msk,
  nat,
  neptune,
  opensearch,
  opensearchUpkeep,
  pipes,
  rds,
  rdsBackup,
  rdsMonitoring,
  rdsParameters,
  rdsProxy,
  redshift,
  resourceAlarms,
  route53,
  routingControls,
  s3,
  s3Lock,
  s3Replication,
  scaling,
  scalingHeadroom,
  sns,
  sqs,
  sqsDeadLetter,
  stateful,
  stepFunctions,
  storage,
  targetGroups,
  timestream,
  vpc,
].flatMap((service): Rule[] => Object.values(service));
