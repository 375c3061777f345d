import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { expiringRules } from '../../lib/facts/images';

export const ecrImmutableTags = defineRule({
  id: 'EcrImmutableTags',
  appliesTo: 'AWS::ECR::Repository',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Image tags can be moved to another image',
  why: 'A container that is restarted may run another build than its siblings, and a rollback to a tag may not roll back. The default is MUTABLE.',
  fix: 'Set ImageTagMutability to IMMUTABLE (CDK: imageTagMutability: TagMutability.IMMUTABLE).',
  wellArchitected: ['REL08-BP04'],
  equivalents: [
    'checkov:CKV_AWS_51',
    'config:ecr-private-tag-immutability-enabled',
    'control-tower:CT.ECR.PR.3',
    'securityhub:ECR.2',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
  remedy: { ImageTagMutability: 'IMMUTABLE' },
  examples: {
    noncompliant: { RepositoryName: 'web' },
    compliant: { RepositoryName: 'web', ImageTagMutability: 'IMMUTABLE' },
    at: 'Properties.ImageTagMutability',
  },
  check: (repository) => {
    const mutability = repository.string('ImageTagMutability') ?? 'MUTABLE';
    return mutability.startsWith('IMMUTABLE') ? compliant : nonCompliant('ImageTagMutability');
  },
});

/** The image that runs, the one before it, and one to spare. */
const KEPT_IMAGES = 3;
/** A service that has not been deployed for this long is likely still to run. */
const KEPT_DAYS = 180;

export const ecrLifecycleBreaksRollback = defineRule({
  id: 'EcrLifecycleBreaksRollback',
  appliesTo: 'AWS::ECR::Repository',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The lifecycle policy deletes images that may be in use',
  why:
    'New tasks and nodes pull the image again, and a rollback pulls the one before. A policy that goes by age deletes ' +
    'the running image of a service that has not been deployed for that long.',
  fix: `Let rules for tagged images go by count and keep at least ${KEPT_IMAGES} (CDK: maxImageCount instead of maxImageAge).`,
  wellArchitected: ['REL08-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html',
  examples: {
    noncompliant: {
      LifecyclePolicy: {
        LifecyclePolicyText:
          '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}}]}',
      },
    },
    compliant: {
      LifecyclePolicy: {
        LifecyclePolicyText:
          '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":10},"action":{"type":"expire"}}]}',
      },
    },
    at: 'Properties.LifecyclePolicy.LifecyclePolicyText',
  },
  check: (repository) => {
    const at = 'LifecyclePolicy.LifecyclePolicyText';
    const text = repository.string(at);
    if (text === undefined) return notApplicable;
    for (const { counts, number } of expiringRules(text)) {
      if (counts === 'images' && number < KEPT_IMAGES) {
        return nonCompliant(at, { detail: `A rule keeps ${number === 1 ? '1 image' : `${number} images`}.` });
      }
      if (counts === 'days' && number < KEPT_DAYS) {
        return nonCompliant(at, {
          detail: `A rule deletes images ${number} days after they were pushed, also the one that runs.`,
        });
      }
    }
    return compliant;
  },
});

export const ecrEmptyOnDelete = defineRule({
  id: 'EcrEmptyOnDelete',
  appliesTo: 'AWS::ECR::Repository',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The repository is emptied when the stack is deleted',
  why: 'Services of other stacks can no longer start containers, and old builds are gone. By default a repository that holds images cannot be deleted.',
  fix: 'Leave EmptyOnDelete out and set DeletionPolicy to Retain (CDK: emptyOnDelete: false, removalPolicy: RETAIN).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html',
  remedy: { EmptyOnDelete: false },
  examples: {
    noncompliant: { RepositoryName: 'web', EmptyOnDelete: true },
    compliant: { RepositoryName: 'web' },
    at: 'Properties.EmptyOnDelete',
  },
  check: (repository) => {
    if (!repository.isTrue('EmptyOnDelete')) return compliant;
    const policy = repository.attribute('DeletionPolicy').string() ?? 'Delete';
    return policy === 'Delete' ? nonCompliant('EmptyOnDelete') : compliant;
  },
});
