import { Stack, Validations } from 'aws-cdk-lib';
import type { Policy } from 'aws-cdk-lib/aws-iam';

/**
 * Gives the reason for resources that a policy names by a pattern. cdk-nag names such a finding by the resource as the
 * template has it, which is known once references between stacks are resolved.
 */
export function acknowledgePatterns(policy: Policy, resources: readonly string[], reason: string): void {
  policy.node.addValidation({
    validate: () => {
      for (const resource of resources) {
        const name = flat(Stack.of(policy).resolve(resource));
        Validations.of(policy).acknowledge({ id: `AwsSolutions::AwsSolutions-IAM5[Resource::${name}]`, reason });
      }
      return [];
    },
  });
}

/** A reference as text: `<LogicalId>`, `<LogicalId.Attribute>`, or the name of an export. */
function flat(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[intrinsic, argument] = []] = Object.entries(value);
  switch (intrinsic) {
    case 'Fn::Join':
      return (argument[1] as unknown[]).map(flat).join(String(argument[0]));
    case 'Fn::GetAtt':
      return `<${(argument as unknown[]).map(flat).join('.')}>`;
    case 'Ref':
      return `<${flat(argument)}>`;
    case 'Fn::ImportValue':
      return flat(argument);
    default:
      return JSON.stringify(value);
  }
}
