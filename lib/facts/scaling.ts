import type { Application } from '../model/application';
import type { Resource } from '../model/resource';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';

/** The scalable targets of one dimension that Application Auto Scaling has for a resource. */
export function scalableTargetsOf(resource: Resource, dimension: string): Resource[] {
  const found = new Set(resource.referencedBy(TARGET, 'ResourceId'));
  if (resource.type === 'AWS::ECS::Service') writtenFor(resource).forEach((target) => found.add(target));
  return [...found].filter((target) => target.at('ScalableDimension').json() === dimension);
}

/** The scaling policies that act on a scalable target. */
export function policiesOf(target: Resource): Resource[] {
  const found = new Set(target.referencedBy(POLICY, 'ScalingTargetId'));
  const { application } = target.stack;
  const key = `${target.at('ScalableDimension').json()} ${target.at('ResourceId').json()}`;
  for (const policy of indexOf(application).policies.get(key) ?? []) {
    if (policy.stack === target.stack && application.exists(policy)) found.add(policy);
  }
  return [...found];
}

/** The scalable target a scaling policy acts on, if it is in the application. */
export function targetOf(policy: Resource): Resource | undefined {
  if (policy.has('ScalingTargetId')) return policy.reference('ScalingTargetId');
  const { application } = policy.stack;
  const key = `${policy.at('ScalableDimension').json()} ${policy.at('ResourceId').json()}`;
  return indexOf(application)
    .targets.get(key)
    ?.find((target) => target.stack === policy.stack && application.exists(target));
}

/** The ECS service a scalable target scales, if it is in the application and referred to. */
export function scaledService(target: Resource): Resource | undefined {
  return target.at('ResourceId').mentions.find(({ type }) => type === 'AWS::ECS::Service');
}

/** Scalable targets that give the name of an ECS service in plain text: `service/<cluster>/<service>`. */
function writtenFor(service: Resource): Resource[] {
  const name = service.at('ServiceName').json();
  if (typeof name !== 'string' || name.includes('${')) return [];
  const { application } = service.stack;
  const cluster = service.reference('Cluster');
  const clusterName = cluster === undefined ? service.at('Cluster').json() : cluster.at('ClusterName').json();
  return (indexOf(application).services.get(name) ?? []).filter((target) => {
    const [, written] = String(target.at('ResourceId').json()).split('/');
    const isOther = written !== clusterName && !`${written}${String(clusterName)}`.includes('${');
    return application.exists(target) && !(isOther && clusterName !== undefined);
  });
}

interface ScalingIndex {
  /** By dimension and resource id, as written. */
  readonly targets: ReadonlyMap<string, readonly Resource[]>;
  readonly policies: ReadonlyMap<string, readonly Resource[]>;
  /** Targets of ECS services by the last part of their resource id. */
  readonly services: ReadonlyMap<string, readonly Resource[]>;
}

const INDEXES = new WeakMap<Application, ScalingIndex>();

/** What is written out in resource ids; conditions are left open, so it holds in every run. */
function indexOf(application: Application): ScalingIndex {
  let index = INDEXES.get(application);
  if (index === undefined) INDEXES.set(application, (index = application.outside(() => build(application))));
  return index;
}

function build(application: Application): ScalingIndex {
  const [targets, policies, services] = [0, 1, 2].map(() => new Map<string, Resource[]>()) as [
    Map<string, Resource[]>,
    Map<string, Resource[]>,
    Map<string, Resource[]>,
  ];
  const note = (map: Map<string, Resource[]>, key: string, resource: Resource): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [resource]);
    else list.push(resource);
  };
  for (const target of application.resources(TARGET)) {
    const id = String(target.at('ResourceId').json());
    note(targets, `${target.at('ScalableDimension').json()} ${id}`, target);
    if (id.startsWith('service/')) note(services, id.slice(id.lastIndexOf('/') + 1), target);
  }
  for (const policy of application.resources(POLICY)) {
    if (policy.has('ScalingTargetId')) continue;
    note(policies, `${policy.at('ScalableDimension').json()} ${policy.at('ResourceId').json()}`, policy);
  }
  return { targets, policies, services };
}
