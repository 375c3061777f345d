import { analyse } from '../../../../lib/analysis/analysis';
import type { Assessment } from '../../../../lib/assessment/document';
import type { Application } from '../../../../lib/model/application';
import { applicationOf, att, declaring, ref, type Resources } from '../../analysis/templates';
import { assessment, HOSTILE } from '../documents';

/** A function with a queue behind it, in front of a third party. */
const RESOURCES: Resources = {
  Order: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      ReservedConcurrentExecutions: 50,
      Timeout: 2,
      Role: att('Role', 'Arn'),
      Environment: { Variables: { MAIL: ref('Mail') } },
    },
  },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      Policies: [{ PolicyDocument: { Statement: [{ Action: 'sqs:SendMessage', Resource: att('Mail', 'Arn') }] } }],
    },
  },
  Mail: { Type: 'AWS::SQS::Queue' },
  SendMail: { Type: 'AWS::Lambda::Function', Properties: { ReservedConcurrentExecutions: 5 } },
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { FunctionName: ref('SendMail'), EventSourceArn: att('Mail', 'Arn') },
  },
};

const POLICY = {
  tier: 'CRITICAL',
  availability: 99.9,
  software: { rto: 3600, rpo: 3600 },
  region: { rto: 3600, rpo: 60 },
};

/** A shop with one declared journey. */
export function shop(more: Resources = {}): Application {
  const journeys = [{ name: 'Buy', owner: 'shop', entryPoints: ['Order'], baseline: 20, dependsOn: ['Clearing'] }];
  return applicationOf({
    resources: { ...RESOURCES, ...more },
    rest: declaring({ policy: POLICY, journeys, externalDependencies: [{ name: 'Clearing', availability: 99.5 }] }),
  });
}

/** A shop without a declared journey: a function that anybody may call. */
export function undeclaredShop(): Application {
  return applicationOf({
    resources: {
      ...RESOURCES,
      Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: att('Order', 'Arn') } },
    },
  });
}

/** Names that mean something to a terminal, to Markdown or to HTML. */
export function hostileShop(): Application {
  const journeys = [{ name: HOSTILE, owner: HOSTILE, entryPoints: ['Order'], dependsOn: ['Clearing'] }];
  return applicationOf({
    id: HOSTILE,
    resources: RESOURCES,
    rest: declaring({ policy: POLICY, journeys, externalDependencies: [{ name: 'Clearing' }] }),
  });
}

/** The assessment of an application that was analysed. */
export function analysed(application: Application, fields: Partial<Assessment> = {}): Assessment {
  return assessment({ analysis: analyse(application), ...fields });
}
