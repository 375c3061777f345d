import { RuleTester } from 'cdk-resilience/rules';
import {
  lambdaDefaultMemory,
  lambdaDefaultTimeout,
  lambdaRecursiveLoop,
  lambdaReservedConcurrency,
  lambdaTracing,
} from '../../../policies/rules/lambda-settings';

const sam = (own: object, all: object) => ({
  Globals: { Function: all },
  Resources: { Subject: { Type: 'AWS::Serverless::Function', Properties: own } },
});
const given = (property: string) => ({
  Parameters: { Value: { Type: 'String' } },
  Resources: { Subject: { Type: 'AWS::Lambda::Function', Properties: { [property]: { Ref: 'Value' } } } },
});

RuleTester.run(lambdaReservedConcurrency, {
  valid: [
    { name: 'a value given at deployment', given: given('ReservedConcurrentExecutions') },
    { name: 'managed instances', given: { CapacityProviderConfig: {} } },
  ],
  invalid: [
    {
      name: 'no value',
      given: { ReservedConcurrentExecutions: { Ref: 'AWS::NoValue' } },
      finds: ['Subject.Properties.ReservedConcurrentExecutions'],
    },
  ],
});

RuleTester.run(lambdaDefaultTimeout, {
  valid: [{ name: 'one that SAM gives all functions', given: sam({}, { Timeout: 10 }) }],
  invalid: [
    { name: 'other settings for all', given: sam({}, { MemorySize: 512 }), finds: ['Subject.Properties.Timeout'] },
  ],
});

RuleTester.run(lambdaDefaultMemory, {
  valid: [{ name: 'a value given at deployment', given: given('MemorySize') }],
  invalid: [{ name: 'a timeout alone', given: { Timeout: 10 }, finds: ['Subject.Properties.MemorySize'] }],
});

RuleTester.run(lambdaTracing, {
  valid: [{ name: 'the form of SAM', given: sam({ Tracing: 'Active' }, {}) }],
  invalid: [
    {
      name: 'passing through',
      given: { TracingConfig: { Mode: 'PassThrough' } },
      finds: ['Subject.Properties.TracingConfig.Mode'],
    },
    { name: 'the form of SAM without it', given: sam({}, {}), finds: ['Subject.Properties.Tracing'] },
  ],
  undetermined: [
    {
      name: 'a mode given at deployment',
      given: given('TracingConfig'),
      open: ['Subject.Properties.TracingConfig.Mode'],
    },
  ],
});

RuleTester.run(lambdaRecursiveLoop, {
  valid: [{ name: 'the default', given: { Handler: 'index.handler' } }],
  invalid: [
    {
      name: 'the form of SAM',
      given: sam({ RecursiveLoop: 'Allow' }, {}),
      finds: ['Subject.Properties.RecursiveLoop'],
    },
  ],
});
