import type { Application } from '../model/application';
import type { Resource } from '../model/resource';
import { any, type Answer } from './answers';
import { isBackedUp } from './backup';
import { hasTag, tagsOf, textOf } from './tags';

/** Whether a backup plan or a Data Lifecycle Manager policy backs up a volume, by itself or with its instance. */
export function isVolumeBackedUp(volume: Resource, application: Application): Answer {
  const policies = application.resources('AWS::DLM::LifecyclePolicy');
  return any([volume, ...instancesOf(volume)], (each) => {
    const inPlan = isBackedUp(each, application);
    return inPlan === 'no' ? any(policies, (policy) => snapshots(policy, each)) : inPlan;
  });
}

/** The instances of the application that a volume is attached to. */
function instancesOf(volume: Resource): Resource[] {
  const attachments = volume.referencedBy('AWS::EC2::VolumeAttachment', 'VolumeId');
  return attachments.flatMap((attachment) => attachment.reference('InstanceId') ?? []);
}

/** Whether a policy of Data Lifecycle Manager makes snapshots of a volume or of all volumes of an instance. */
function snapshots(policy: Resource, target: Resource): Answer {
  if (policy.region !== undefined && target.region !== undefined && policy.region !== target.region) return 'no';
  const kind = target.type === 'AWS::EC2::Volume' ? 'VOLUME' : 'INSTANCE';
  // A default policy covers every volume or instance of its Region.
  const byDefault = policy.at('DefaultPolicy');
  if (byDefault.isPresent) return byDefault.isUnknown ? 'unknown' : byDefault.string() === kind ? 'yes' : 'no';
  const types = policy.at('PolicyDetails.ResourceTypes');
  const wanted = policy.at('PolicyDetails.TargetTags');
  if (types.isUnknown || wanted.isUnknown) return 'unknown';
  const fits = any(types.items(), (type) => {
    const name = textOf(type);
    return name === undefined ? 'unknown' : name === kind ? 'yes' : 'no';
  });
  if (fits !== 'yes') return fits;
  const tags = tagsOf(target);
  return any(wanted.items(), (tag) => {
    const [key, value] = [textOf(tag.at('Key')), textOf(tag.at('Value'))];
    return key === undefined || value === undefined ? 'unknown' : hasTag(tags, key, (own) => own === value);
  });
}
