/**
 * The values CDK writes where a context look-up has not been made, as they stand in aws-cdk-lib 2.271: zones
 * (`core/lib/stack.js`), VPCs (`aws-ec2/lib/vpc.js`), machine images, security groups and prefix lists (`aws-ec2`),
 * load balancers (`aws-elasticloadbalancingv2`), hosted zones, keys, parameters, databases, repositories and roles.
 * They are only read as missing when the assembly's manifest lists missing context.
 */
const STAND_IN = new RegExp(
  [
    '^dummy1[a-c]$',
    '^(vpc-12345|[sp]-(12345|67890)|rtb-(12345|[56]7890)[sp]|1\\.2\\.3\\.4/5)$',
    '^(ami-1234|sg-1234|sg-12345678|sg-123456789012|pl-xxxxxxxx)$',
    '^(DUMMY|TEST(ARN|ID|ADDRESS|READERADDRESS)?|Z3DZXE0EXAMPLE)$',
    '^dummy-value-for-',
    '^my-load-balancer-123456789012\\.us-west-2\\.elb\\.amazonaws\\.com$',
    '/my-load-balancer/50dc6c495c0c9188',
    '/DUMMY_ARN$',
    '1234abcd-12ab-34cd-56ef-1234567890ab',
  ].join('|'),
);

/** Whether a text is one of CDK's stand-ins for a missing context value, or made from one. */
export function isStandIn(text: string): boolean {
  return STAND_IN.test(text);
}
