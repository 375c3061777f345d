import { acceptanceFingerprint, UNUSED } from './acceptance-findings';
import type { Assessment } from './document';
import { summaryOf } from './gate';

/**
 * Settles across applications what each says alone: an acceptance above them is unused only if it is so in each, and
 * is told once.
 *
 * @param assessments those of one App
 * @param isWhole whether they are all of it; else nothing is known of acceptances that reach beyond them
 */
export function settleUnused(assessments: readonly Assessment[], isWhole = true): Assessment[] {
  const used = new Set(
    assessments.flatMap(({ acceptances }) =>
      acceptances.filter(({ use }) => use === 'used').map((each) => acceptanceFingerprint(UNUSED, each)),
    ),
  );
  return assessments.map((assessment) => {
    const beyond = isWhole ? [] : assessment.acceptances.filter(({ scope }) => isAbove(scope, assessment.application));
    const open = new Set([...used, ...beyond.map((each) => acceptanceFingerprint(UNUSED, each))]);
    const findings = assessment.findings.filter(({ ruleId, fingerprint }) => {
      if (ruleId !== UNUSED) return true;
      const isTold = open.has(fingerprint);
      used.add(fingerprint);
      return !isTold;
    });
    if (findings.length === assessment.findings.length) return assessment;
    return { ...assessment, findings, summary: { ...assessment.summary, ...summaryOf(findings) } };
  });
}

/** Whether a construct path is above the Stage that an application is named after. */
function isAbove(scope: string, application: string): boolean {
  return scope === '' || application.startsWith(`${scope}/`);
}
