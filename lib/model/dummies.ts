/**
 * The values CDK writes where a context look-up has not been made, as they stand in aws-cdk-lib
 * (`core/lib/stack.js` for zones, `VpcNetworkContextProvider`, `aws-ssm`, `aws-ec2` machine images, `aws-route53`).
 * They are only read as missing when the assembly's manifest lists missing context.
 */
const DUMMY =
  /^(dummy1[a-c]|vpc-12345|[sp]-12345|s-67890|p-67890|rtb-[0-9sp]+|ami-1234|sg-12345678|DUMMY(_ARN)?|TEST(ARN|ID|ADDRESS)?|dummy-value-for-.*|1234abcd-12ab-34cd-56ef-1234567890ab)$/;

/** Whether a text is one of CDK's stand-ins for a missing context value. */
export function isDummy(text: string): boolean {
  return DUMMY.test(text);
}
