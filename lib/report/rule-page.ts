import { dump } from 'js-yaml';
import { exampleTemplate, type Example, type Rule } from '../engine/rule';

/** Everything about one rule, for a terminal. */
export function renderRule(rule: Rule): string {
  const { before, after } = examplesOf(rule);
  const sections = [
    `${rule.id} (${rule.severity}, ${rule.strictness})`,
    `What\n${indent(`${rule.title}.`)}`,
    `Why\n${indent(rule.why)}`,
    `Fix\n${indent(rule.fix)}`,
    `Before\n${indent(before)}`,
    `After\n${indent(after)}`,
    `Applies to\n${indent(rule.appliesTo.join('\n'))}`,
    `Guards against\n${indent(`${rule.disruptions.join(', ')} (${rule.category})`)}`,
    `References\n${indent(referencesOf(rule).join('\n'))}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Everything about one rule, as a page of the documentation. */
export function renderRulePage(rule: Rule): string {
  const { before, after } = examplesOf(rule);
  const facts = [
    `Severity: ${rule.severity}`,
    `Strictness: ${rule.strictness}`,
    `Category: ${rule.category}`,
    `Guards against: ${rule.disruptions.join(', ')}`,
    `Applies to: ${rule.appliesTo.map((type) => `\`${type}\``).join(', ')}`,
    ...(rule.wellArchitected.length === 0 ? [] : [`Well-Architected: ${rule.wellArchitected.join(', ')}`]),
    ...(rule.equivalents.length === 0
      ? []
      : [`Equivalents: ${rule.equivalents.map((each) => `\`${each}\``).join(', ')}`]),
    `AWS documentation: <${rule.docs}>`,
  ];
  return [
    `# ${rule.id}`,
    `${rule.title}.`,
    rule.why,
    '## Fix',
    rule.fix,
    '### Before',
    `\`\`\`yaml\n${before}\n\`\`\``,
    '### After',
    `\`\`\`yaml\n${after}\n\`\`\``,
    '## Facts',
    facts.map((fact) => `- ${fact}`).join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function examplesOf(rule: Rule): { before: string; after: string } {
  const { noncompliant, compliant } = rule.examples;
  return { before: yamlOf(rule, noncompliant), after: yamlOf(rule, compliant) };
}

function yamlOf(rule: Rule, example: Example): string {
  return dump(exampleTemplate(rule, example), { lineWidth: 100, noRefs: true }).trimEnd();
}

function referencesOf(rule: Rule): string[] {
  return [
    rule.docs,
    ...rule.wellArchitected.map((practice) => `AWS Well-Architected ${practice}`),
    ...rule.equivalents,
  ];
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
