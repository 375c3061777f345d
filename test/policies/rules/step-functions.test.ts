import { RuleTester } from 'cdk-resilience/rules';
import {
  stepFunctionsHeartbeat,
  stepFunctionsLogging,
  stepFunctionsMapConcurrency,
  stepFunctionsRetryBackoff,
  stepFunctionsTaskCatch,
  stepFunctionsTaskRetry,
  stepFunctionsTaskTimeout,
  stepFunctionsTracing,
} from '../../../policies/rules/step-functions';

type Fields = { [field: string]: unknown };
const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:book-trade';
const INVOKE = 'arn:aws:states:::lambda:invoke';
const task = (fields: Fields = {}) => ({ Type: 'Task', Resource: FUNCTION, End: true, ...fields });
const machine = (states: Fields, top: Fields = {}) => ({ ...top, StartAt: 'First', States: states });
const object = (states: Fields, top: Fields = {}, more: Fields = {}) => ({ Definition: machine(states, top), ...more });
const text = (states: Fields, top: Fields = {}) => ({ DefinitionString: JSON.stringify(machine(states, top)) });
const parallel = (fields: Fields, inner: Fields = {}) => ({
  First: { Type: 'Parallel', ...fields, Branches: [machine({ Inner: task(inner) })] },
});
const map = (fields: Fields, inner: Fields, processor = 'ItemProcessor') => ({
  First: { Type: 'Map', ...fields, [processor]: machine({ Inner: task(inner) }) },
});
const [AT, AT_TEXT] = ['Subject.Properties.Definition', 'Subject.Properties.DefinitionString'];

/** What CDK writes: text joined from pieces, the ARN of the function within quotes. */
const joined = (rest: string) => ({
  Resources: {
    Handler: { Type: 'AWS::Lambda::Function' },
    Subject: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        DefinitionString: {
          'Fn::Join': [
            '',
            [
              '{"StartAt":"First","States":{"First":{"Type":"Task","End":true,"Resource":"arn:',
              { Ref: 'AWS::Partition' },
              ':states:::lambda:invoke","Parameters":{"FunctionName":"',
              { 'Fn::GetAtt': ['Handler', 'Arn'] },
              `"}${rest}`,
            ],
          ],
        },
      },
    },
  },
});

RuleTester.run(stepFunctionsTaskTimeout, {
  valid: [
    { name: 'a limit on the machine', given: text({ First: task() }, { TimeoutSeconds: 300 }) },
    { name: 'a limit taken from the input', given: object({ First: task({ TimeoutSecondsPath: '$.limit' }) }) },
    {
      name: 'a limit in JSONata',
      given: object({ First: task({ TimeoutSeconds: '{% $limit %}' }) }, { QueryLanguage: 'JSONata' }),
    },
    { name: 'an Express machine', given: object({ First: task() }, {}, { StateMachineType: 'EXPRESS' }) },
    {
      name: 'a request that returns at once',
      given: object({ First: task({ Resource: 'arn:aws:states:::dynamodb:putItem' }) }),
    },
    {
      name: 'a task token, which StepFunctionsHeartbeat judges',
      given: object({ First: task({ Resource: `${INVOKE}.waitForTaskToken` }) }),
    },
    {
      name: 'a placeholder for the number',
      given: { DefinitionString: '{"States":{"First":{"Type":"Task","Resource":"${Fn}","TimeoutSeconds":${Limit}}}}' },
    },
    { name: 'text that CDK joined', given: joined(',"TimeoutSeconds":60}}}') },
    {
      name: 'states that do no work',
      given: object({ First: { Type: 'Wait', Seconds: 9 }, Second: { Type: 'Succeed' } }),
    },
  ],
  invalid: [
    { name: 'a definition in text', given: text({ First: task() }), finds: [AT_TEXT] },
    { name: 'text that CDK joined, without a limit', given: joined('}}}'), finds: [AT_TEXT] },
    {
      name: 'text with placeholders inside and outside of quotes',
      given: {
        DefinitionString:
          '{"States":{"Wait \\"${x}\\"":{"Type":"Wait","Seconds":${Pause}},"Do":{"Type":"Task","Resource":"${Handler.Arn}"}}}',
      },
      finds: [AT_TEXT],
    },
    { name: 'the default written out', given: object({ First: task({ TimeoutSeconds: 99999999 }) }), finds: [AT] },
    {
      name: 'a job that is waited for',
      given: object({ First: task({ Resource: 'arn:aws:states:::ecs:runTask.sync' }) }),
      finds: [AT],
    },
    { name: 'a branch', given: object(parallel({})), finds: [AT] },
    { name: 'the items of a map', given: object(map({}, {})), finds: [AT] },
    { name: 'the items of a map in the old form', given: object(map({}, {}, 'Iterator')), finds: [AT] },
    {
      name: 'the form of SAM',
      given: {
        Resources: { Subject: { Type: 'AWS::Serverless::StateMachine', Properties: object({ First: task() }) } },
      },
      finds: [AT],
    },
    {
      name: 'a machine that is Express in production alone',
      given: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        Resources: {
          Subject: {
            Type: 'AWS::StepFunctions::StateMachine',
            Properties: object(
              { First: task() },
              {},
              { StateMachineType: { 'Fn::If': ['IsProd', 'EXPRESS', 'STANDARD'] } },
            ),
          },
        },
      },
      finds: [`${AT} when IsProd is false`],
    },
  ],
  undetermined: [
    { name: 'a file in S3', given: { DefinitionS3Location: { Bucket: 'b', Key: 'k' } }, open: ['Subject'] },
    { name: 'text that is no JSON', given: { DefinitionString: '{"States":' }, open: ['Subject'] },
    {
      name: 'text given at deployment',
      given: {
        Parameters: { Text: { Type: 'String' } },
        Resources: {
          Subject: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: { Ref: 'Text' } } },
        },
      },
      open: [AT_TEXT],
    },
    {
      name: 'a state that a placeholder stands for',
      given: { DefinitionString: '{"States":{"First":{"Type":"Pass"},"Second":${Second}}}' },
      open: [AT_TEXT],
    },
  ],
});

RuleTester.run(stepFunctionsHeartbeat, {
  valid: [
    {
      name: 'a limit of the task',
      given: object({ First: task({ Resource: `${INVOKE}.waitForTaskToken`, TimeoutSeconds: 60 }) }),
    },
    {
      name: 'a limit on the machine',
      given: text({ First: task({ Resource: `${INVOKE}.waitForTaskToken` }) }, { TimeoutSeconds: 60 }),
    },
    {
      name: 'a heartbeat taken from the input',
      given: object({ First: task({ Resource: `${INVOKE}.waitForTaskToken`, HeartbeatSecondsPath: '$.beat' }) }),
    },
    { name: 'a function', given: object({ First: task() }) },
  ],
  invalid: [
    {
      name: 'an activity',
      given: object({ First: task({ Resource: 'arn:aws:states:eu-west-1:111122223333:activity:approve' }) }),
      finds: [AT],
    },
    {
      name: 'an activity of the template',
      given: {
        Resources: {
          Approve: { Type: 'AWS::StepFunctions::Activity', Properties: { Name: 'approve' } },
          Subject: {
            Type: 'AWS::StepFunctions::StateMachine',
            Properties: object({ First: task({ Resource: { Ref: 'Approve' } }) }),
          },
        },
      },
      finds: [AT],
    },
    {
      name: 'an activity that a substitution names',
      given: {
        Resources: {
          Approve: { Type: 'AWS::StepFunctions::Activity', Properties: { Name: 'approve' } },
          Subject: {
            Type: 'AWS::StepFunctions::StateMachine',
            Properties: {
              ...text({ First: task({ Resource: '${ApproveArn}' }) }),
              DefinitionSubstitutions: { ApproveArn: { Ref: 'Approve' } },
            },
          },
        },
      },
      finds: [AT_TEXT],
    },
    {
      name: 'a task token within a branch of a map',
      given: object({
        First: {
          Type: 'Map',
          ItemProcessor: machine({
            Fork: parallel({}, { Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' }).First,
          }),
        },
      }),
      finds: [AT],
    },
  ],
});

const RETRY = [{ ErrorEquals: ['States.ALL'] }];

RuleTester.run(stepFunctionsTaskRetry, {
  valid: [
    { name: 'a retry of the branches around it', given: object(parallel({ Retry: RETRY })) },
    { name: 'a worker that reports back', given: object({ First: task({ Resource: `${INVOKE}.waitForTaskToken` }) }) },
  ],
  invalid: [
    { name: 'an empty list', given: object({ First: task({ Retry: [] }) }), finds: [AT] },
    { name: 'a request', given: text({ First: task({ Resource: 'arn:aws:states:::sns:publish' }) }), finds: [AT_TEXT] },
    {
      name: 'a task behind one that is retried',
      given: object({ First: task({ Retry: RETRY }), Second: task() }),
      finds: [AT],
    },
  ],
});

RuleTester.run(stepFunctionsTaskCatch, {
  valid: [
    { name: 'one around it', given: object(map({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Sorry' }] }, {})) },
  ],
  invalid: [{ name: 'a retry alone', given: object({ First: task({ Retry: RETRY }) }), finds: [AT] }],
});

RuleTester.run(stepFunctionsRetryBackoff, {
  valid: [
    { name: 'jitter in a map', given: object(map({}, { Retry: [{ ...RETRY[0], JitterStrategy: 'FULL' }] })) },
    { name: 'three steady attempts', given: object({ First: task({ Retry: [{ ...RETRY[0], BackoffRate: 1 }] }) }) },
    { name: 'entries that are none', given: object({ First: task({ Retry: [null, 'x'] }) }) },
  ],
  invalid: [{ name: 'no jitter in a map', given: object(map({}, { Retry: RETRY })), finds: [AT] }],
});

const distributed = (fields: Fields) => ({
  First: {
    Type: 'Map',
    ...fields,
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...machine({ Inner: { Type: 'Pass' } }) },
  },
});

RuleTester.run(stepFunctionsMapConcurrency, {
  valid: [
    { name: 'an inline map, which runs 40 at a time at most', given: object(map({}, {})) },
    { name: 'a limit taken from the input', given: object(distributed({ MaxConcurrencyPath: '$.limit' })) },
    { name: 'a limit in JSONata', given: object(distributed({ MaxConcurrency: '{% $limit %}' })) },
  ],
  invalid: [{ name: 'zero', given: text(distributed({ MaxConcurrency: 0 })), finds: [AT_TEXT] }],
});

RuleTester.run(stepFunctionsLogging, {
  valid: [
    {
      name: 'the form of SAM',
      given: {
        Resources: { Subject: { Type: 'AWS::Serverless::StateMachine', Properties: { Logging: { Level: 'ALL' } } } },
      },
    },
  ],
  invalid: [
    {
      name: 'off',
      given: { LoggingConfiguration: { Level: 'OFF' } },
      finds: ['Subject.Properties.LoggingConfiguration.Level'],
    },
  ],
});

RuleTester.run(stepFunctionsTracing, {
  valid: [{ name: 'text for a boolean', given: { TracingConfiguration: { Enabled: 'true' } } }],
  invalid: [
    {
      name: 'the form of SAM',
      given: { Resources: { Subject: { Type: 'AWS::Serverless::StateMachine', Properties: {} } } },
      finds: ['Subject.Properties.Tracing.Enabled'],
    },
  ],
});
