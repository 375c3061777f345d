import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { alarmsOn } from '../../lib/facts/alarms';

const NAME = { DomainName: 'www.example.com' };

export const acmEmailValidation = defineRule({
  id: 'AcmEmailValidation',
  appliesTo: 'AWS::CertificateManager::Certificate',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The certificate is renewed only if somebody answers an email',
  why: 'With email validation ACM cannot renew on its own: when nobody follows the link in time, the certificate expires and clients refuse to connect. CloudFormation validates by email by default.',
  fix: 'Set ValidationMethod to DNS, with DomainValidationOptions.HostedZoneId (CDK: validation: CertificateValidation.fromDns(zone)).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/acm/latest/userguide/email-renewal-validation.html',
  remedy: { ValidationMethod: 'DNS' },
  examples: { noncompliant: NAME, compliant: { ...NAME, ValidationMethod: 'DNS' }, at: 'Properties.ValidationMethod' },
  check: (certificate) => {
    // A private authority issues without asking anybody.
    if (certificate.has('CertificateAuthorityArn')) return notApplicable;
    const method = certificate.string('ValidationMethod') ?? 'EMAIL';
    return method === 'EMAIL' ? nonCompliant('ValidationMethod') : compliant;
  },
});

export const certificateExpiryAlarm = defineRule({
  id: 'CertificateExpiryAlarm',
  appliesTo: 'AWS::CertificateManager::Certificate',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Nobody is told before the certificate expires',
  why: 'Renewal fails in silence, for instance when the DNS record of the validation was removed. ACM publishes DaysToExpiry; there is no alarm by default.',
  fix: 'Add an alarm on DaysToExpiry, at 30 days or less (CDK: certificate.metricDaysToExpiry().createAlarm).',
  wellArchitected: ['REL06-BP03'],
  equivalents: ['config:acm-certificate-expiration-check', 'securityhub:ACM.1'],
  docs: 'https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html',
  examples: { noncompliant: withAlarm(false), compliant: withAlarm(true), at: '' },
  check: (certificate) =>
    alarmsOn(certificate, ['DaysToExpiry'], 'CertificateArn').length > 0 ? compliant : nonCompliant(),
});

function withAlarm(isThere: boolean): { readonly [section: string]: unknown } {
  const Alarm = {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'AWS/CertificateManager',
      MetricName: 'DaysToExpiry',
      Dimensions: [{ Name: 'CertificateArn', Value: { Ref: 'Subject' } }],
      Statistic: 'Minimum',
      Period: 86400,
      EvaluationPeriods: 1,
      Threshold: 30,
      ComparisonOperator: 'LessThanThreshold',
    },
  };
  const Subject = { Type: 'AWS::CertificateManager::Certificate', Properties: { ...NAME, ValidationMethod: 'DNS' } };
  return { Resources: { Subject, ...(isThere && { Alarm }) } };
}
