import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { HealthAlarms, type HealthAlarm } from '../../../../lib/blocks/health-alarms';

export interface Definition {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
}

export type Resources = Readonly<Record<string, Definition>>;

/** A stack in eu-west-1, or elsewhere, with resources by logical id, written as in a template. */
export function stackWith(resources: Resources, region = 'eu-west-1', app = new App()): Stack {
  const stack = new Stack(app, 'Stack', { env: { account: '111122223333', region } });
  for (const [id, { Type, Properties }] of Object.entries(resources)) {
    new CfnResource(stack, id, { type: Type, ...(Properties && { properties: Properties }) });
  }
  return stack;
}

/** The alarms on one resource of a stack, a line each. */
export function alarmsOn(stack: Stack, id: string): string[] {
  HealthAlarms.of(stack).cover();
  (stack.node.root as App).synth();
  return HealthAlarms.of(stack).alarmsOf(stack.node.findChild(id)).map(render);
}

interface Metric {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

interface Query {
  readonly Id: string;
  readonly Expression?: string;
  readonly MetricStat?: { readonly Metric: Metric; readonly Stat: string; readonly Period: number };
}

interface Properties extends Metric {
  readonly ComparisonOperator: string;
  readonly Threshold: number;
  readonly DatapointsToAlarm: number;
  readonly EvaluationPeriods: number;
  readonly Period?: number;
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly TreatMissingData: string;
  readonly Metrics?: readonly Query[];
}

const SIGNS: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: '>=',
  LessThanOrEqualToThreshold: '<=',
  LessThanThreshold: '<',
};

function render({ alarm, name, alarmClass }: HealthAlarm): string {
  const stack = Stack.of(alarm);
  const template = stack.resolve(alarm._toCloudFormation()) as {
    Resources: Record<string, { Properties: Properties }>;
  };
  const [resource] = Object.values(template.Resources);
  if (resource === undefined) throw new Error('no alarm');
  const { Metrics = [], ...own } = resource.Properties;
  const queries = Metrics.flatMap(({ Id, MetricStat }) => (MetricStat === undefined ? [] : [{ Id, ...MetricStat }]));
  const expression = Metrics.find((query) => query.Expression !== undefined)?.Expression;
  const read =
    expression === undefined
      ? metric(own)
      : `${expression} with ${queries.map((query) => `${query.Id} = ${metric(query.Metric)}`).join(', ')}`;
  const statistic = own.Statistic ?? own.ExtendedStatistic ?? queries[0]?.Stat;
  const when = `${SIGNS[own.ComparisonOperator]} ${own.Threshold}`;
  const timing = `${own.DatapointsToAlarm}/${own.EvaluationPeriods} x ${own.Period ?? queries[0]?.Period} s`;
  return `${name}: ${statistic} of ${read} ${when}, ${timing}, ${own.TreatMissingData}, ${alarmClass}`;
}

function metric({ Namespace, MetricName, Dimensions = [] }: Metric): string {
  const dimensions = Dimensions.map(({ Name, Value }) => `${Name} ${value(Value)}`).join(', ');
  return `${Namespace} ${MetricName} [${dimensions}]`;
}

function value(json: unknown): string {
  if (typeof json === 'string') return json;
  const [[name, argument] = []] = Object.entries(json as object) as [string, unknown][];
  if (name === 'Ref') return `\${${String(argument)}}`;
  if (name === 'Fn::GetAtt') return `\${${(argument as string[]).join('.')}}`;
  if (name === 'Fn::Join') {
    const [separator, parts] = argument as [string, unknown[]];
    return parts.map(value).join(separator);
  }
  return JSON.stringify(json);
}
