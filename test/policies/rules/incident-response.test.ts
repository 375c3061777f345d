import { RuleTester } from 'cdk-resilience/rules';
import {
  escalationSingleContact,
  incidentManagerReplicationRegions,
  onCallRotationSinglePerson,
  responsePlanEngagesNobody,
} from '../../../policies/rules/incident-response';

const contact = (ContactId: unknown): object => ({ ContactTargetInfo: { ContactId, IsEssential: true } });

RuleTester.run(onCallRotationSinglePerson, {
  valid: [{ name: 'two contacts of the application', given: { ContactIds: [{ Ref: 'Jo' }, { Ref: 'Kim' }] } }],
  invalid: [
    { name: 'the same contact twice', given: { ContactIds: ['jo', 'jo'] }, finds: ['Subject.Properties.ContactIds'] },
  ],
});

RuleTester.run(escalationSingleContact, {
  valid: [
    {
      name: 'a person',
      given: {
        Type: 'PERSONAL',
        Plan: [{ DurationInMinutes: 5, Targets: [{ ChannelTargetInfo: { ChannelId: 'mail' } }] }],
      },
    },
    { name: 'a plan that is declared by itself', given: { Type: 'ESCALATION' } },
    {
      name: 'two people at once',
      given: { Type: 'ESCALATION', Plan: [{ DurationInMinutes: 5, Targets: [contact('jo'), contact('kim')] }] },
    },
    { name: 'a rotation', given: { Type: 'ONCALL_SCHEDULE', Plan: [{ RotationIds: ['r'] }] } },
  ],
  invalid: [
    {
      name: 'the same person in two stages',
      given: { Type: 'ESCALATION', Plan: ['jo', 'jo'].map((id) => ({ DurationInMinutes: 5, Targets: [contact(id)] })) },
      finds: ['Subject.Properties.Plan'],
    },
    {
      name: 'an empty stage',
      given: { Type: 'ESCALATION', Plan: [{ DurationInMinutes: 5 }] },
      finds: ['Subject.Properties.Plan'],
    },
  ],
});

RuleTester.run(responsePlanEngagesNobody, {
  valid: [
    { name: 'a chat channel', given: { ChatChannel: { ChatbotSns: ['arn:aws:sns:eu-west-1:111122223333:chat'] } } },
    {
      name: 'a paging integration',
      given: {
        Integrations: [
          { PagerDutyConfiguration: { Name: 'pd', SecretId: 's', PagerDutyIncidentConfiguration: { ServiceId: 'x' } } },
        ],
      },
    },
  ],
  invalid: [
    {
      name: 'empty lists',
      given: { Engagements: [], ChatChannel: { ChatbotSns: [] } },
      finds: ['Subject.Properties.Engagements'],
    },
  ],
});

RuleTester.run(incidentManagerReplicationRegions, {
  valid: [
    {
      name: 'three Regions',
      given: { Regions: ['eu-west-1', 'eu-north-1', 'us-east-1'].map((RegionName) => ({ RegionName })) },
    },
  ],
  invalid: [],
});
