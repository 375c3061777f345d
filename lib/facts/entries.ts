import type { Resource } from '../model/resource';
import type { Value } from '../model/value';

/** The value of a key in a list of `{Key, Value}`, as load balancers keep their attributes; `undefined` if it is not set. */
export function attributeOf(resource: Resource, list: string, key: string): Value | undefined {
  return resource
    .list(list)
    .find((entry) => entry.at('Key').string() === key)
    ?.at('Value');
}

/** An option of an Elastic Beanstalk environment; `undefined` if the template does not set it. */
export function beanstalkOption(environment: Resource, namespace: string, name: string): Value | undefined {
  return environment
    .list('OptionSettings')
    .find((entry) => entry.at('OptionName').string() === name && entry.at('Namespace').string() === namespace)
    ?.at('Value');
}

/** Whether a list holds something. A list that is only known at deployment counts: the user has set it. */
export function hasEntries(resource: Resource, list: string): boolean {
  const value = resource.at(list);
  return value.isUnknown || value.items().length > 0;
}
