import type { CfnResource } from 'aws-cdk-lib';
import { isHelperPath } from '../../model/edges/helper-names';

/** How CDK marks the handlers of custom resources, whatever they are called. */
const HANDLER = 'aws:cdk:is-custom-resource-handler-';

/** Whether CDK made a resource to do its own work at deployment: nobody is to be woken for it. */
export function isHelper({ node }: CfnResource): boolean {
  const isMarked = node.scopes.some(({ node: { metadata } }) => metadata.some(({ type }) => type.startsWith(HANDLER)));
  return isMarked || isHelperPath(`/${node.path}`);
}
