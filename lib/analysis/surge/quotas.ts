import type { Confidence } from '../confidence';
import type {} from './records';

/** A limit of an account in a Region, or of one resource, that AWS raises on request. */
export interface Quota {
  readonly service: string;
  readonly name: string;
  readonly code?: string;
  /** What an account has at first, by Region; the last line is for all others. */
  readonly default: number;
  readonly inRegions?: Readonly<Record<string, number>>;
  readonly unit: string;
  readonly isAdjustable: boolean;
  readonly scope: 'ACCOUNT' | 'RESOURCE';
  readonly source: string;
  readonly confidence: Confidence;
}

const DOCS = 'https://docs.aws.amazon.com/';

function quota(known: Omit<Quota, 'isAdjustable' | 'scope'> & Partial<Quota>): Quota {
  return { isAdjustable: true, scope: 'ACCOUNT', ...known, source: `${DOCS}${known.source}` };
}

function inRegions(value: number, ...regions: string[]): Record<string, number> {
  return Object.fromEntries(regions.map((region) => [region, value]));
}

const LARGE = ['us-east-1', 'us-west-2', 'eu-west-1'];
const EVENTBRIDGE = 'eventbridge/latest/userguide/eb-quota.html';
const STEP_FUNCTIONS = 'step-functions/latest/dg/service-quotas.html';
const SQS = 'AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html';

/** The quotas that a surge meets. Defaults change: what AWS tells for the account decides. */
export const QUOTAS = {
  lambdaConcurrency: quota({
    service: 'AWS Lambda',
    name: 'Concurrent executions',
    code: 'L-B99A9384',
    default: 1000,
    unit: 'executions',
    source: 'lambda/latest/dg/gettingstarted-limits.html',
    confidence: 'HIGH',
  }),
  apiGatewayThrottle: quota({
    service: 'Amazon API Gateway',
    name: 'Throttle rate',
    code: 'L-8A5B8E43',
    default: 10_000,
    inRegions: inRegions(
      2500,
      ...['af-south-1', 'eu-south-1', 'ap-southeast-3', 'me-central-1', 'ap-south-2', 'ap-southeast-4', 'eu-south-2'],
      ...['eu-central-2', 'il-central-1', 'ca-west-1', 'ap-southeast-5', 'ap-southeast-7', 'mx-central-1'],
    ),
    unit: 'requests/s',
    source: 'apigateway/latest/developerguide/limits.html',
    confidence: 'HIGH',
  }),
  tableUnits: quota({
    service: 'Amazon DynamoDB',
    name: 'Table-level write throughput (read: the same)',
    default: 40_000,
    unit: 'units/s',
    scope: 'RESOURCE',
    source: 'amazondynamodb/latest/developerguide/ServiceQuotas.html',
    confidence: 'HIGH',
  }),
  eventBridgePut: quota({
    service: 'Amazon EventBridge',
    name: 'PutEvents throttle limit in transactions per second',
    default: 600,
    inRegions: {
      ...inRegions(10_000, ...LARGE),
      ...inRegions(2400, 'us-east-2', 'eu-central-1'),
      ...inRegions(1200, 'us-west-1', 'ap-northeast-1', 'ap-southeast-1', 'ap-southeast-2', 'eu-west-2'),
      ...inRegions(400, 'af-south-1', 'ap-northeast-3', 'ap-southeast-3', 'eu-south-1'),
    },
    unit: 'requests/s',
    source: EVENTBRIDGE,
    confidence: 'MEDIUM',
  }),
  eventBridgeInvocations: quota({
    service: 'Amazon EventBridge',
    name: 'Invocations throttle limit in transactions per second',
    default: 1100,
    inRegions: {
      ...inRegions(18_750, ...LARGE),
      ...inRegions(4500, 'us-east-2', 'eu-central-1'),
      ...inRegions(2250, 'us-west-1', 'ap-northeast-1', 'ap-southeast-1', 'ap-southeast-2', 'eu-west-2'),
      ...inRegions(750, 'af-south-1', 'ap-northeast-3', 'ap-southeast-3', 'eu-south-1'),
    },
    unit: 'invocations/s',
    source: EVENTBRIDGE,
    confidence: 'HIGH',
  }),
  standardWorkflows: quota({
    service: 'AWS Step Functions',
    name: 'StartExecution throttle token refill rate per second (Standard)',
    default: 150,
    inRegions: inRegions(300, ...LARGE),
    unit: 'executions/s',
    source: STEP_FUNCTIONS,
    confidence: 'LOW',
  }),
  expressWorkflows: quota({
    service: 'AWS Step Functions',
    name: 'StartExecution throttle token refill rate per second (Express)',
    default: 6000,
    unit: 'executions/s',
    source: STEP_FUNCTIONS,
    confidence: 'LOW',
  }),
  fifoThroughput: quota({
    service: 'Amazon SQS',
    name: 'Transactions per second of a FIFO queue with high throughput',
    default: 2400,
    inRegions: {
      ...inRegions(70_000, ...LARGE),
      ...inRegions(19_000, 'us-east-2', 'eu-central-1'),
      ...inRegions(9000, 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ap-northeast-1'),
      ...inRegions(4500, 'eu-west-2', 'sa-east-1'),
    },
    unit: 'requests/s',
    isAdjustable: true,
    scope: 'RESOURCE',
    source: SQS,
    confidence: 'LOW',
  }),
  topicPublish: quota({
    service: 'Amazon SNS',
    name: 'Messages published per second to standard topics',
    default: 300,
    inRegions: {
      ...inRegions(30_000, 'us-east-1'),
      ...inRegions(9000, 'us-west-2', 'eu-west-1'),
      ...inRegions(3000, 'us-east-2', 'us-west-1', 'ap-south-1', 'ap-northeast-1', 'ap-southeast-1', 'ap-southeast-2'),
      ...inRegions(3000, 'eu-central-1'),
    },
    unit: 'messages/s',
    source: 'general/latest/gr/sns.html',
    confidence: 'LOW',
  }),
  userAuthentication: quota({
    service: 'Amazon Cognito',
    name: 'Rate of UserAuthentication requests',
    default: 120,
    unit: 'requests/s',
    source: 'cognito/latest/developerguide/quotas.html',
    confidence: 'HIGH',
  }),
  requestTokens: quota({
    service: 'AWS AppSync',
    name: 'Rate of request tokens',
    default: 2000,
    unit: 'tokens/s',
    source: 'general/latest/gr/appsync.html',
    confidence: 'LOW',
  }),
  distributionRequests: quota({
    service: 'Amazon CloudFront',
    name: 'Request rate per distribution',
    default: 250_000,
    unit: 'requests/s',
    scope: 'RESOURCE',
    source: 'AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html',
    confidence: 'HIGH',
  }),
  keyOperations: quota({
    service: 'AWS KMS',
    name: 'Cryptographic operations (symmetric) request rate',
    default: 10_000,
    inRegions: inRegions(50_000, ...LARGE),
    unit: 'requests/s',
    source: 'kms/latest/developerguide/requests-per-second.html',
    confidence: 'LOW',
  }),
  secretReads: quota({
    service: 'AWS Secrets Manager',
    name: 'Combined rate of DescribeSecret and GetSecretValue requests',
    default: 10_000,
    unit: 'requests/s',
    source: 'secretsmanager/latest/userguide/reference_limits.html',
    confidence: 'MEDIUM',
  }),
  deliveryStreamRecords: quota({
    service: 'Amazon Data Firehose',
    name: 'Records per second of a stream with direct put',
    default: 100_000,
    inRegions: inRegions(500_000, ...LARGE),
    unit: 'records/s',
    scope: 'RESOURCE',
    source: 'firehose/latest/dev/limits.html',
    confidence: 'LOW',
  }),
} as const satisfies Readonly<Record<string, Quota>>;

export type QuotaId = keyof typeof QUOTAS;

/** How a component draws on a quota. */
export interface QuotaUse {
  readonly id: QuotaId;
  /** Of each request, at least and at most. Absent where no template tells. */
  readonly perRequest?: { readonly atLeast: number; readonly atMost?: number };
  /** Set aside for it, whatever it needs. */
  readonly reserved?: number;
}

/** One unit for each request. */
export const onePerRequest = (id: QuotaId): QuotaUse => ({ id, perRequest: { atLeast: 1, atMost: 1 } });

/** What an account has at first in a Region. */
export function defaultOf({ default: usual, inRegions: special }: Quota, region: string | undefined): number {
  return (region === undefined ? undefined : special?.[region]) ?? usual;
}
