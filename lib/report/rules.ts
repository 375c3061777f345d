import type { RuleInfo } from '../engine/rule';

/** How the list of rules can be shown. */
export const RULE_FORMATS = ['table', 'json', 'markdown'] as const;
export type RuleFormat = (typeof RULE_FORMATS)[number];

/** What is shown of a rule. */
export type ListedRule = RuleInfo & { readonly appliesTo: readonly string[] };

/** Every rule with what is known about it. */
export function renderRules(rules: readonly ListedRule[], format: RuleFormat): string {
  return { table: tableOf, json: jsonOf, markdown: markdownOf }[format](rules);
}

function jsonOf(rules: readonly ListedRule[]): string {
  const shown = rules.map((rule) => ({
    id: rule.id,
    appliesTo: rule.appliesTo,
    category: rule.category,
    disruptions: rule.disruptions,
    severity: rule.severity,
    strictness: rule.strictness,
    wellArchitected: rule.wellArchitected,
    equivalents: rule.equivalents,
    title: rule.title,
    why: rule.why,
    fix: rule.fix,
    docs: rule.docs,
  }));
  return `${JSON.stringify(shown, undefined, 2)}\n`;
}

function tableOf(rules: readonly ListedRule[]): string {
  const rows = rules.map(({ id, severity, strictness, title }) => [id, severity, strictness, title]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n\n${rules.length} rules. \`cdk-resilience explain RULE\` tells more of one.\n`;
}

function markdownOf(rules: readonly ListedRule[]): string {
  const head = ['Rule', 'What it finds', 'Severity', 'Strictness', 'Applies to', 'Guards against'];
  const rows = rules.map((rule) => [
    `[${rule.id}](${rule.id}.md)`,
    rule.title,
    rule.severity,
    rule.strictness,
    rule.appliesTo.map((type) => `\`${type}\``).join('<br>'),
    rule.disruptions.join(', '),
  ]);
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}
