import { RuleTester } from 'cdk-resilience/rules';
import { ecrEmptyOnDelete, ecrImmutableTags, ecrLifecycleBreaksRollback } from '../../../policies/rules/ecr';

const policy = (...selections: object[]) => ({
  LifecyclePolicy: {
    LifecyclePolicyText: JSON.stringify({
      rules: selections.map((selection, i) => ({ rulePriority: i + 1, selection, action: { type: 'expire' } })),
    }),
  },
});
const at = ['Subject.Properties.LifecyclePolicy.LifecyclePolicyText'];

RuleTester.run(ecrImmutableTags, {
  valid: [{ name: 'exceptions for some tags', given: { ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' } }],
  invalid: [
    { name: 'the default', given: {}, finds: ['Subject.Properties.ImageTagMutability'] },
    { name: 'MUTABLE', given: { ImageTagMutability: 'MUTABLE' }, finds: ['Subject.Properties.ImageTagMutability'] },
    {
      name: 'exceptions the other way round',
      given: { ImageTagMutability: 'MUTABLE_WITH_EXCLUSION' },
      finds: ['Subject.Properties.ImageTagMutability'],
    },
  ],
});

RuleTester.run(ecrLifecycleBreaksRollback, {
  valid: [
    { name: 'no policy', given: {} },
    {
      name: 'images without a tag',
      given: policy({ tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 1 }),
    },
    {
      name: 'images of branches',
      given: policy({ tagStatus: 'tagged', tagPrefixList: ['pr-'], countType: 'imageCountMoreThan', countNumber: 1 }),
    },
    {
      name: 'what chosen tags leave over',
      given: policy(
        { tagStatus: 'tagged', tagPrefixList: ['release-'], countType: 'imageCountMoreThan', countNumber: 20 },
        { tagStatus: 'any', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 },
      ),
    },
    {
      name: 'a year',
      given: policy({ tagStatus: 'any', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 365 }),
    },
    {
      name: 'what has not been pulled',
      given: policy({ tagStatus: 'any', countType: 'sinceImagePulled', countUnit: 'days', countNumber: 30 }),
    },
    { name: 'a text that is no policy', given: { LifecyclePolicy: { LifecyclePolicyText: 'none' } } },
  ],
  invalid: [
    {
      name: 'a month',
      given: policy({ tagStatus: 'any', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 30 }),
      finds: at,
    },
    {
      name: 'two images of any tag',
      given: policy({ tagStatus: 'tagged', tagPatternList: ['*'], countType: 'imageCountMoreThan', countNumber: 2 }),
      finds: at,
    },
  ],
  undetermined: [
    {
      name: 'a policy that a parameter gives',
      given: {
        Parameters: { Policy: { Type: 'String' } },
        Resources: {
          Subject: {
            Type: 'AWS::ECR::Repository',
            Properties: { LifecyclePolicy: { LifecyclePolicyText: { Ref: 'Policy' } } },
          },
        },
      },
      open: at,
    },
  ],
});

RuleTester.run(ecrEmptyOnDelete, {
  valid: [
    {
      name: 'a repository that is retained',
      given: {
        Resources: {
          Subject: { Type: 'AWS::ECR::Repository', DeletionPolicy: 'Retain', Properties: { EmptyOnDelete: true } },
        },
      },
    },
    { name: 'false', given: { EmptyOnDelete: false } },
  ],
  invalid: [
    {
      name: 'a repository to be deleted',
      given: {
        Resources: {
          Subject: { Type: 'AWS::ECR::Repository', DeletionPolicy: 'Delete', Properties: { EmptyOnDelete: 'true' } },
        },
      },
      finds: ['Subject.Properties.EmptyOnDelete'],
    },
  ],
});
