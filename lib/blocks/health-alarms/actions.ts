import { Reference, Stack, Stage, Token, Tokenization } from 'aws-cdk-lib';
import type { Alarm, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { fault } from '../fault';

/** Lets an alarm act, after a check of what CloudWatch refuses only when the alarm goes off. */
export function addActions(
  alarm: Alarm,
  resource: IConstruct,
  actions: readonly IAlarmAction[],
  okActions: readonly IAlarmAction[],
): void {
  const bound = new Map(
    [...new Set([...actions, ...okActions])].map((action) => [action, action.bind(alarm, alarm).alarmActionArn]),
  );
  for (const arn of bound.values()) checkPlace(arn, resource, Stack.of(alarm));
  const again = (all: readonly IAlarmAction[]): IAlarmAction[] =>
    all.map((action) => ({ bind: () => ({ alarmActionArn: bound.get(action) ?? '' }) }));
  if (actions.length > 0) alarm.addAlarmAction(...again(actions));
  if (okActions.length > 0) alarm.addOkAction(...again(okActions));
}

function checkPlace(arn: string, resource: IConstruct, home: Stack): void {
  const target = stackOf(arn);
  if (target !== undefined && Stage.of(target) !== Stage.of(home)) {
    const path = Stage.of(home)?.node.path || 'the App';
    throw fault(
      resource,
      `An action of its alarm is in ${target.node.path}, outside of ${path}. ` +
        'Call HealthAlarms.of(...).cover({ actions }) for each Stage with actions of its own.',
    );
  }
  const region = target?.region ?? (Token.isUnresolved(arn) ? '' : arn.split(':')[3]);
  if (!region || Token.isUnresolved(region) || Token.isUnresolved(home.region) || region === home.region) return;
  throw fault(
    resource,
    `Its alarm stands in ${home.region}, and an action of it in ${region}: CloudWatch acts in its own Region only. ` +
      'Call HealthAlarms.of(...).cover({ actions }) for each Region with actions there' +
      (home.region === 'us-east-1' ? ', or give usEast1.actions.' : '.'),
  );
}

/** The stack of the resource that an ARN refers to. */
function stackOf(arn: string): Stack | undefined {
  const target = Tokenization.reverseString(arn).tokens.find((token) => Reference.isReference(token))?.target;
  return target?.node.scopes.some((scope) => Stack.isStack(scope)) ? Stack.of(target) : undefined;
}
