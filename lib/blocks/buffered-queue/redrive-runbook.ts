import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { CfnDocument } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { LIMITS } from './limits';

/** What a redrive moves, and how fast. */
export interface RedriveRunbookProps {
  /** Where the messages were given up. */
  readonly deadLetterQueue: IQueue;
  /** Where they go. */
  readonly queue: IQueue;
  /** Messages a second, at most 500; what the consumer has to spare beside the usual load. */
  readonly messagesPerSecond: number;
  /** What an operator should know of the queue. */
  readonly description: string;
  /**
   * The key that both queues are encrypted with.
   *
   * @default - none: SQS manages the key
   */
  readonly encryptionKey?: IKey;
}

/** A task of SQS moves messages for 36 hours at most; a step of an automation waits no longer than a day here. */
const LONGEST_WAIT = 86_400;

/**
 * A Systems Manager automation that moves what is in the dead-letter queue back to the queue: it starts the task, waits
 * until it has ended, fails if the task has failed, and says how many messages were moved and how many are left.
 *
 * A redriven message is a new message: it gets a new id and the whole retention. In a FIFO queue it comes after what was
 * sent meanwhile.
 */
export class RedriveRunbook extends Construct {
  /** The automation. */
  public readonly document: CfnDocument;
  /** What the automation may do. Who starts it needs `iam:PassRole` on this role. */
  public readonly role: Role;

  constructor(scope: Construct, id: string, props: RedriveRunbookProps) {
    super(scope, id);
    const { queue, deadLetterQueue, encryptionKey } = props;
    this.role = this.createRole();
    this.role.addToPolicy(
      new PolicyStatement({
        sid: 'MoveFrom',
        actions: [
          'sqs:CancelMessageMoveTask',
          'sqs:DeleteMessage',
          'sqs:GetQueueAttributes',
          'sqs:ListMessageMoveTasks',
          'sqs:ReceiveMessage',
          'sqs:StartMessageMoveTask',
        ],
        resources: [deadLetterQueue.queueArn],
      }),
    );
    this.role.addToPolicy(
      new PolicyStatement({
        sid: 'MoveTo',
        actions: ['sqs:GetQueueAttributes', 'sqs:SendMessage'],
        resources: [queue.queueArn],
      }),
    );
    encryptionKey?.grant(this.role, 'kms:Decrypt', 'kms:GenerateDataKey');

    this.document = new CfnDocument(this, 'Document', {
      documentType: 'Automation',
      documentFormat: 'JSON',
      updateMethod: 'NewVersion',
      content: contentOf(props, this.role),
    });
    // The role is named in the content only; its permissions are there before anybody starts the automation.
    this.document.node.addDependency(this.role);
  }

  /** The name of the automation, as an operator starts it. */
  public get documentName(): string {
    return this.document.ref;
  }

  private createRole(): Role {
    const stack = Stack.of(this);
    const executions = stack.formatArn({ service: 'ssm', resource: 'automation-execution', resourceName: '*' });
    return new Role(this, 'Role', {
      description: 'Moves messages from a dead-letter queue back to its source',
      assumedBy: new ServicePrincipal('ssm.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnLike: { 'aws:SourceArn': executions },
        },
      }),
    });
  }
}

function contentOf(
  { queue, deadLetterQueue, messagesPerSecond, description }: RedriveRunbookProps,
  role: Role,
): object {
  const tasks = { Service: 'sqs', Api: 'ListMessageMoveTasks', SourceArn: deadLetterQueue.queueArn, MaxResults: 1 };
  const attributes = { Service: 'sqs', Api: 'GetQueueAttributes', QueueUrl: deadLetterQueue.queueUrl };
  const readCount = (name: string, last: object): object => ({
    name,
    action: 'aws:executeAwsApi',
    inputs: { ...attributes, AttributeNames: ['ApproximateNumberOfMessages'] },
    outputs: [{ Name: 'Messages', Selector: '$.Attributes.ApproximateNumberOfMessages', Type: 'String' }],
    ...last,
  });
  return {
    schemaVersion: '0.3',
    description,
    assumeRole: '{{ AutomationAssumeRole }}',
    parameters: {
      AutomationAssumeRole: {
        type: 'AWS::IAM::Role::Arn',
        description: 'The role that moves the messages.',
        default: role.roleArn,
      },
      MessagesPerSecond: {
        type: 'Integer',
        description: `Messages moved in a second, at most ${LIMITS.redriveRate}. The default is what the consumer has to spare.`,
        default: messagesPerSecond,
      },
    },
    outputs: ['CountBefore.Messages', 'Result.Moved', 'CountAfter.Messages'],
    mainSteps: [
      readCount('CountBefore', { nextStep: 'StartMove' }),
      {
        name: 'StartMove',
        action: 'aws:executeAwsApi',
        // Only one task of a queue runs at a time: starting a second one fails here.
        onFailure: 'Abort',
        inputs: {
          Service: 'sqs',
          Api: 'StartMessageMoveTask',
          SourceArn: deadLetterQueue.queueArn,
          DestinationArn: queue.queueArn,
          MaxNumberOfMessagesPerSecond: '{{ MessagesPerSecond }}',
        },
        outputs: [{ Name: 'TaskHandle', Selector: '$.TaskHandle', Type: 'String' }],
        nextStep: 'LetStart',
      },
      {
        // So that the newest task of the list is this one.
        name: 'LetStart',
        action: 'aws:sleep',
        inputs: { Duration: 'PT15S' },
        nextStep: 'WaitForEnd',
      },
      {
        name: 'WaitForEnd',
        action: 'aws:waitForAwsResourceProperty',
        timeoutSeconds: LONGEST_WAIT,
        inputs: {
          ...tasks,
          PropertySelector: '$.Results[0].Status',
          DesiredValues: ['COMPLETED', 'FAILED', 'CANCELLED'],
        },
        nextStep: 'Result',
      },
      {
        name: 'Result',
        action: 'aws:executeAwsApi',
        inputs: tasks,
        outputs: [
          { Name: 'Status', Selector: '$.Results[0].Status', Type: 'String' },
          { Name: 'Moved', Selector: '$.Results[0].ApproximateNumberOfMessagesMoved', Type: 'Integer' },
        ],
        nextStep: 'CheckCompleted',
      },
      {
        name: 'CheckCompleted',
        action: 'aws:assertAwsResourceProperty',
        onFailure: 'Abort',
        inputs: { ...tasks, PropertySelector: '$.Results[0].Status', DesiredValues: ['COMPLETED'] },
        nextStep: 'CountAfter',
      },
      readCount('CountAfter', { isEnd: true }),
    ],
  };
}
