import { CfnResource } from 'aws-cdk-lib';
import { StepScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import { isObject, readProperties, referenceOf, type Json } from '../health-alarms/property-reader';

/** Metrics of a queue that tell of messages which wait. */
const WAITING = ['ApproximateAgeOfOldestMessage', 'ApproximateNumberOfMessagesVisible'];

/** The queues that no alarm of the application watches, whoever made it. To be asked when all aspects are done. */
export function unwatched(queues: readonly Queue[]): Queue[] {
  const [first] = queues;
  if (first === undefined) return [];
  const names = first.node.root.node.findAll().filter(isAlarm).flatMap(queueNamesOf);
  return queues.filter((queue) => !names.some((name) => isNameOf(name, queue)));
}

/** An alarm that scales something tells nobody. */
function isAlarm(construct: IConstruct): construct is CfnAlarm {
  if (!CfnResource.isCfnResource(construct)) return false;
  if (construct.cfnResourceType !== CfnAlarm.CFN_RESOURCE_TYPE_NAME) return false;
  return !construct.node.scopes.some((scope) => scope instanceof StepScalingPolicy);
}

function queueNamesOf(alarm: CfnAlarm): Json[] {
  const properties = readProperties(alarm);
  const queries = Array.isArray(properties.Metrics) ? properties.Metrics : [];
  const metrics = queries.map((query) =>
    isObject(query) && isObject(query.MetricStat) ? query.MetricStat.Metric : null,
  );
  return [properties, ...metrics].filter(isObject).flatMap(({ MetricName, Dimensions }) => {
    if (!WAITING.includes(String(MetricName)) || !Array.isArray(Dimensions)) return [];
    return Dimensions.filter(isObject)
      .filter(({ Name }) => Name === 'QueueName')
      .map(({ Value }) => Value);
  });
}

/** Whether a value refers to a queue, or is the name it was given. */
function isNameOf(value: Json, queue: Queue): boolean {
  const resource = queue.node.defaultChild as CfnQueue;
  const path = referenceOf(value)?.path;
  return path === undefined ? value !== undefined && value === resource.queueName : path === resource.node.path;
}
