import { App, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { DependencyCriticality } from '../../../lib/intent/dependency-criticality';
import { ExternalDependency, type ExternalDependencyProps } from '../../../lib/intent/external-dependency';

const made = (props?: ExternalDependencyProps): ExternalDependency =>
  new ExternalDependency(new Stack(new App(), 'Orders'), 'Clearing', props);

const carried = ({ node }: ExternalDependency): unknown[] => node.metadata.map(({ type, data }) => [type, data]);

test('defaults', () => {
  const { dependencyName, availability, criticality, timeout, fallback } = made();
  expect({ dependencyName, availability, criticality, timeout, fallback }).toEqual({
    dependencyName: 'Clearing',
    criticality: DependencyCriticality.HARD,
  });
  expect(carried(made())).toEqual([['cdk-resilience:external-dependency', { name: 'Clearing', criticality: 'HARD' }]]);
});

test('everything said is carried', () => {
  const dependency = made({
    dependencyName: 'Clearing house',
    availability: 99.5,
    criticality: DependencyCriticality.SOFT,
    timeout: Duration.millis(1500),
    fallback: 'Queue the order',
  });
  expect(carried(dependency).at(-1)).toEqual([
    'cdk-resilience:external-dependency',
    { name: 'Clearing house', availability: 99.5, criticality: 'SOFT', timeout: 1.5, fallback: 'Queue the order' },
  ]);
  expect(ExternalDependency.isExternalDependency(dependency)).toBe(true);
  expect(ExternalDependency.isExternalDependency(dependency.node.root)).toBe(false);
});

test.each<[what: string, props: ExternalDependencyProps, message: string]>([
  ['an empty name', { dependencyName: '' }, 'dependencyName is empty'],
  ['an empty fallback', { fallback: ' ' }, 'fallback is empty'],
  ['more than always', { availability: 101 }, 'props.availability must be more than 0 and at most 100 percent'],
  ['never', { availability: 0 }, 'props.availability must be more than 0 and at most 100 percent'],
  ['less than never', { availability: -1 }, 'props.availability must be a number, at least 0'],
  [
    'a timeout of deployment time',
    { timeout: Duration.seconds(Lazy.number({ produce: () => 1 })) },
    'timeout is known at deployment only; write it out',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => made(props)).toThrow(new Error(`Orders/Clearing: ${message}`));
});
