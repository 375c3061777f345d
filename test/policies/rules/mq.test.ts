import { RuleTester } from 'cdk-resilience/rules';
import { mqActiveStandby, mqAutoMinorVersion, mqRabbitCluster } from '../../../policies/rules/mq';

const broker = (EngineType: string, DeploymentMode: unknown) => ({ EngineType, DeploymentMode });
const open = (engine: string) => ({
  Parameters: { Mode: { Type: 'String' } },
  Resources: { Subject: { Type: 'AWS::AmazonMQ::Broker', Properties: broker(engine, { Ref: 'Mode' }) } },
});
const AT = 'Subject.Properties.DeploymentMode';

RuleTester.run(mqActiveStandby, {
  valid: [
    { name: 'RabbitMQ, which MqRabbitCluster judges', given: broker('RABBITMQ', 'SINGLE_INSTANCE') },
    { name: 'small letters', given: broker('ActiveMQ', 'active_standby_multi_az') },
  ],
  invalid: [{ name: 'small letters of one instance', given: broker('activemq', 'SINGLE_INSTANCE'), finds: [AT] }],
  undetermined: [{ name: 'a mode given at deployment', given: open('ACTIVEMQ'), open: [AT] }],
});

RuleTester.run(mqRabbitCluster, {
  valid: [{ name: 'ActiveMQ, which MqActiveStandby judges', given: broker('ACTIVEMQ', 'SINGLE_INSTANCE') }],
  invalid: [{ name: 'no mode', given: { EngineType: 'RABBITMQ' }, finds: [AT] }],
  undetermined: [{ name: 'a mode given at deployment', given: open('RABBITMQ'), open: [AT] }],
});

RuleTester.run(mqAutoMinorVersion, {
  valid: [{ name: 'the default', given: { EngineType: 'ACTIVEMQ' } }],
  invalid: [
    {
      name: 'text for a boolean',
      given: { AutoMinorVersionUpgrade: 'false' },
      finds: ['Subject.Properties.AutoMinorVersionUpgrade'],
    },
  ],
});
