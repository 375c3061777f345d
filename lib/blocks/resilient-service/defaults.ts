/** The opinions of the block, each overridable by the prop of the same meaning. */
export const DEFAULTS = {
  minimumZones: 3,
  surgeFactor: 5,
  safeUtilizationPercent: 80,

  containerPort: 8080,
  cpu: 1024,
  memoryLimitMiB: 2048,
  startupSeconds: 60,
  longestRequestSeconds: 30,
  logRetentionDays: 90,
  logBufferMiB: 25,

  healthCheckPath: '/health',
  bakeMinutes: 10,

  /** Below 100 percent: the rest is room that a lost instance's tasks move to without waiting for a new instance. */
  targetCapacityPercent: 80,

  failedRequestsPerMinute: 20,
  slowResponseSeconds: 2,
  certificateDays: 30,
} as const;

/** What a deployment keeps and may add: new tasks start before old ones stop, and zone rebalancing needs the room. */
export const DEPLOYMENT = { minimumHealthyPercent: 100, maximumPercent: 200 } as const;

/** Waits after the longest request: first the load balancer lets go of the task, then the container is killed. */
export const DRAIN_MARGIN_SECONDS = 5;

/** AWS Fargate kills a container at the latest after this time. Source: Amazon ECS, ContainerDefinition.stopTimeout. */
export const LONGEST_STOP_TIMEOUT_SECONDS = 120;

/** Source: Amazon ECS, HealthCheck.startPeriod. */
export const LONGEST_START_PERIOD_SECONDS = 300;
