/** A construct of CDK's own, by the end of its path or by the beginning of its logical ids. */
interface HelperName {
  /** Where construct paths are known: one of the names on the path, or what it ends with. */
  readonly path: RegExp;
  /** Where they are not: the logical id, which ends with a hash. */
  readonly id: RegExp;
}

/**
 * Constructs that CDK adds to a user's stack to do its own work. Source: aws-cdk-lib 2.271, the construct that
 * makes each. The handlers a user passes to these constructs are the user's own.
 */
const HELPERS: readonly HelperName[] = [
  // `CustomResourceProvider` and CDK's own providers of this kind: a role and a handler without L2 constructs.
  {
    path: /CustomResourceProvider\/(Role|Handler)$/,
    id: /^(Custom|AWSCDK)\w*CustomResourceProvider(Role|Handler)[0-9A-F]{8}$/,
  },
  // `BucketDeployment`.
  singleton('Custom::CDKBucketDeployment', '8693BB64968944B69AAFB0CC9EB8756C'),
  // `AwsCustomResource`.
  singleton('AWS', '679f53fac002430cb0da5b7982bd2287'),
  // The event target `AwsApi`.
  singleton('AWS', 'b4cf1abd4e4f4bc699441af7ccd9ec37'),
  // The Step Functions tasks `CallAwsServiceCrossRegion` and `EmrContainersStartJobRun`.
  singleton('CrossRegionAwsSdk', '8a0c93f3dbef4b71ac137aaf2048ce7e'),
  singleton('SingletonLambda', '8693BB64968944B69AAFB0CC9EB8757C'),
  // The task `EvaluateExpression`: a UUID for each runtime; later versions make a function for each task, with one role.
  {
    path: /\/(Eval[0-9a-f]{32}|EvalFunction|EvalServiceRole[0-9a-f]{32})\//,
    id: /^Eval(ServiceRole)?[0-9a-f]{32}|EvalFunction[0-9A-F]{8}$/,
  },
  // `DropSpamReceiptRule`.
  singleton('SingletonLambda', '224e77f9a32e4b4dac32983477abba16'),
  // `LogRetention`.
  singleton('LogRetention', 'aae0aa3c5b4d4f87b02d85b201efdd8a'),
  // Notifications of buckets.
  singleton('BucketNotificationsHandler', '050a0587b7544547bf325f094a3db834'),
  { path: /\/BucketNotificationsHandlerPolicy\//, id: /^BucketNotificationsHandlerPolicy/ },
  // The framework functions of `Provider`, and the state machine that waits for completion.
  {
    path: /\/(framework-(onEvent|isComplete|onTimeout)|waiter-state-machine)\//,
    id: /framework(onEvent|isComplete|onTimeout)(ServiceRole(DefaultPolicy)?)?[0-9A-F]{8}$|waiterstatemachine(Role(DefaultPolicy)?|LogGroup)?[0-9A-F]{8}$/,
  },
  // Providers of EKS and of DynamoDB's older global tables are nested stacks; that of `aws-eks-v2` is in the cluster.
  { path: /(^|\/)@aws-cdk--aws-(eks|dynamodb)\./, id: /^awscdkaws(eks|dynamodb)\w*ProviderNestedStack/ },
  { path: /\/KubectlProvider\/(Handler|AwsCliLayer|Provider)\//, id: /KubectlProvider(Handler|AwsCliLayer|framework)/ },
  // `AsgCapacityProvider` of ECS: the hook that drains an instance before it ends.
  { path: /\/(DrainECSHook|LifecycleHookDrainHook)\//, id: /DrainECSHook|LifecycleHookDrainHook/ },
  // `DnsValidatedCertificate`.
  { path: /\/CertificateRequestorFunction\//, id: /CertificateRequestorFunction/ },
];

const HELPER_PATH = new RegExp(HELPERS.map(({ path }) => path.source).join('|'));
const HELPER_ID = new RegExp(HELPERS.map(({ id }) => id.source).join('|'));

/** A `SingletonFunction`: its purpose and its fixed UUID are its name in the stack. A user's own has another UUID. */
function singleton(purpose: string, uuid: string): HelperName {
  return { path: new RegExp(`/${purpose}${uuid}`), id: new RegExp(`^${purpose.replaceAll(':', '')}${uuid}`) };
}

/** Whether a resource is one of CDK's own, by its construct path. */
export function isHelperPath(constructPath: string): boolean {
  return HELPER_PATH.test(constructPath);
}

/** The same by its logical id, for templates without construct paths. */
export function isHelperId(logicalId: string): boolean {
  return HELPER_ID.test(logicalId);
}
