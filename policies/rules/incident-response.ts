import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';

const CONTACT = 'arn:aws:ssm-contacts:eu-west-1:111122223333:contact/';
const WEEKLY = {
  NumberOfOnCalls: 1,
  RecurrenceMultiplier: 1,
  WeeklySettings: [{ DayOfWeek: 'MON', HandOffTime: '09:00' }],
};
const ROTATION = { Name: 'orders', StartTime: '2026-01-05T09:00:00', TimeZoneId: 'Europe/Zurich', Recurrence: WEEKLY };

export const onCallRotationSinglePerson = defineRule({
  id: 'OnCallRotationSinglePerson',
  appliesTo: 'AWS::SSMContacts::Rotation',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'One person is on call at all times',
  why: 'A rotation of one does not rotate: when that person does not answer, nobody works on the incident.',
  fix: 'Add at least a second contact to ContactIds.',
  wellArchitected: ['REL11-BP06'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/incident-manager/latest/userguide/incident-manager-on-call-schedule.html',
  examples: {
    noncompliant: { ...ROTATION, ContactIds: [`${CONTACT}jo`] },
    compliant: { ...ROTATION, ContactIds: [`${CONTACT}jo`, `${CONTACT}kim`] },
    at: 'Properties.ContactIds',
  },
  check: (rotation) => {
    const contacts = rotation.list('ContactIds').map((each) => each.identity ?? each.path);
    return new Set(contacts).size > 1 ? compliant : nonCompliant('ContactIds');
  },
});

export const escalationSingleContact = defineRule({
  id: 'EscalationSingleContact',
  appliesTo: 'AWS::SSMContacts::Contact',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The escalation plan ends at the first person',
  why: 'A plan with one contact in all its stages has nobody to escalate to when that contact does not acknowledge.',
  fix: 'Add a stage, or a second contact to the stage (Plan[].Targets).',
  wellArchitected: ['REL11-BP06'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/incident-manager/latest/userguide/escalation.html',
  examples: { noncompliant: escalation('jo'), compliant: escalation('jo', 'kim'), at: 'Properties.Plan' },
  check: (contact) => {
    if (contact.string('Type') !== 'ESCALATION' || !contact.has('Plan')) return notApplicable;
    const stages = contact.list('Plan');
    // A rotation is more than one person, or the matter of its own rule.
    if (stages.some((stage) => stage.at('RotationIds').isPresent)) return compliant;
    const targets = stages.flatMap((stage) => stage.at('Targets').items());
    const contacts = targets
      .map((target) => target.at('ContactTargetInfo.ContactId'))
      .filter((each) => each.isPresent)
      .map((each) => each.identity ?? each.path);
    return new Set(contacts).size > 1 ? compliant : nonCompliant('Plan');
  },
});

export const responsePlanEngagesNobody = defineRule({
  id: 'ResponsePlanEngagesNobody',
  appliesTo: 'AWS::SSMIncidents::ResponsePlan',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The response plan opens an incident and tells nobody',
  why: 'Without contacts, a chat channel or a paging integration the incident waits in the console.',
  fix: 'Set Engagements to the escalation plan or contacts of the team.',
  wellArchitected: ['REL12-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/incident-manager/latest/userguide/response-plans.html',
  examples: {
    noncompliant: { Name: 'orders', IncidentTemplate: { Title: 'Orders', Impact: 1 } },
    compliant: { Name: 'orders', IncidentTemplate: { Title: 'Orders', Impact: 1 }, Engagements: [`${CONTACT}on-call`] },
    at: 'Properties.Engagements',
  },
  check: (plan) => {
    const ways = ['Engagements', 'ChatChannel.ChatbotSns', 'Integrations', 'IncidentTemplate.NotificationTargets'];
    return ways.some((way) => plan.list(way).length > 0) ? compliant : nonCompliant('Engagements');
  },
});

export const incidentManagerReplicationRegions = defineRule({
  id: 'IncidentManagerReplicationRegions',
  appliesTo: 'AWS::SSMIncidents::ReplicationSet',
  category: 'SHARED_FATE',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Incident response lives in one Region',
  why: 'When that Region is lost, contacts, escalation plans and open incidents are lost with it, in the hour they are needed.',
  fix: 'Add a second Region to Regions.',
  wellArchitected: ['REL11-BP06'],
  equivalents: ['trusted-advisor:number-of-aws-regions-in-an-incident-manager-replication-set'],
  docs: 'https://docs.aws.amazon.com/incident-manager/latest/userguide/disaster-recovery-resiliency.html',
  examples: {
    noncompliant: { Regions: [{ RegionName: 'eu-west-1' }] },
    compliant: { Regions: [{ RegionName: 'eu-west-1' }, { RegionName: 'eu-north-1' }] },
    at: 'Properties.Regions',
  },
  check: (set) => (set.list('Regions').length > 1 ? compliant : nonCompliant('Regions')),
});

function escalation(...names: readonly string[]): { readonly [property: string]: unknown } {
  const Plan = names.map((name) => ({
    DurationInMinutes: 10,
    Targets: [{ ContactTargetInfo: { ContactId: `${CONTACT}${name}`, IsEssential: true } }],
  }));
  return { Alias: 'orders', DisplayName: 'Orders', Type: 'ESCALATION', Plan };
}
