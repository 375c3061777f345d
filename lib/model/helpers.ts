import { isHelperId, isHelperPath } from './edges/helper-names';
import type { Resource } from './resource';

/** Resources that are CDK's messages to itself. */
const MESSAGES: ReadonlySet<string> = new Set([
  'AWS::CDK::Metadata',
  'Custom::CrossRegionExportReader',
  'Custom::CrossRegionExportWriter',
  'Custom::CrossRegionStringParameterReader',
  'Custom::ECRAutoDeleteImages',
  'Custom::LogRetention',
  'Custom::S3AutoDeleteObjects',
  'Custom::S3BucketNotifications',
  'Custom::SyntheticsAutoDeleteUnderlyingResources',
  'Custom::VpcRestrictDefaultSG',
]);

/** Whether CDK made a resource to serve another construct: its user has no hold on its properties. */
export function isHelper(resource: Resource): boolean {
  const { constructPath, stack } = resource;
  if (MESSAGES.has(resource.type) || stack.parent?.isHelper === true) return true;
  if (constructPath === undefined) return isHelperId(resource.id);
  return isHelperPath(constructPath) || isMarked(constructPath, stack.source.metadata);
}

type Metadata = NonNullable<Resource['stack']['source']['metadata']>;

/** The constructs that CDK marked, by the metadata of a stack. There are few, and every resource asks. */
const MARKED = new WeakMap<Metadata, readonly string[]>();

/** Whether CDK marked a construct, or one around it, as the handler of a custom resource. */
function isMarked(constructPath: string, metadata: Metadata | undefined): boolean {
  if (metadata === undefined) return false;
  let marked = MARKED.get(metadata);
  if (marked === undefined) {
    marked = [...metadata].flatMap(([path, { isHelper: isMark }]) => (isMark === true ? [path] : []));
    MARKED.set(metadata, marked);
  }
  return marked.some((path) => constructPath === path || constructPath.startsWith(`${path}/`));
}
