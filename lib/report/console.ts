import { NOT_STATED, type Assessment, type AssessmentDocument, type FindingRecord } from '../assessment/document';
import { count } from '../assessment/gate';
import { writeAnalysis } from './analysis/console';
import { ConsoleWriter, severityPaints, type Paint } from './console-writer';
import { groupBy } from './group';
import { sourceOf, type Renderer, type RenderOptions } from './renderer';
import { statementsOf, type Statement } from './statements';
import { isWebAddress, visible } from './text';
import { judgedBy, placeOf, reasonsOf, SEVERITIES, SEVERITY_NOUNS } from './words';

/** Names that are said before it is `and 5 more`. */
const MAX_NAMED = 3;

/** Reads like a log: by application and construct, worst first, each reason and fix told once, the summary last. */
export const renderConsole: Renderer = (document, options) => new ConsoleReport(document, options).toString();

class ConsoleReport {
  private readonly out: ConsoleWriter;
  private readonly severityPaint: Readonly<Record<FindingRecord['severity'], Paint>>;
  private readonly told = new Map<FindingRecord, { readonly statement: Statement; readonly detail: string }>();
  /** Where the reason and fix of a statement have been written. */
  private readonly explainedAt = new Map<Statement, string>();

  constructor(
    { assessments }: AssessmentDocument,
    private readonly options: RenderOptions,
  ) {
    this.out = new ConsoleWriter(options.color, options.width);
    this.severityPaint = severityPaints(this.out.paint);
    const open = assessments.flatMap(({ findings }) => findings.filter(({ status }) => status === 'open'));
    for (const statement of statementsOf(open)) {
      for (const { finding, detail } of statement.findings) this.told.set(finding, { statement, detail });
    }
    for (const assessment of assessments) this.assessment(assessment);
    if (assessments.length === 0) this.out.line('Nothing was assessed.');
    if (assessments.length > 1) this.overall(assessments);
  }

  public toString(): string {
    return this.out.toString();
  }

  private assessment(assessment: Assessment): void {
    const { application, source, findings } = assessment;
    this.out.heading(source === undefined || source === application ? application : `${application} (${source})`);
    const open = findings.filter(({ status }) => status === 'open');
    for (const [place, group] of groupBy(open, placeOf)) this.group(visible(place), group);
    if (open.length === 0) {
      this.out.line('No open findings.');
      this.out.line();
    }
    this.accepted(findings.filter(({ status }) => status === 'accepted'));
    this.undecided(assessment);
    this.leftOut(assessment);
    writeAnalysis(this.out, assessment);
    this.summary(assessment);
  }

  private group(place: string, findings: readonly FindingRecord[]): void {
    const { out } = this;
    const { bold, cyan, dim } = out.paint;
    const type = findings.find(({ resourceType }) => resourceType !== undefined)?.resourceType;
    out.line(bold(place) + (type === undefined ? '' : `  ${dim(visible(type))}`));
    const sources = new Set(findings.map((finding) => sourceOf(finding, this.options)));
    const [common] = sources.size === 1 ? sources : [];
    if (common !== undefined) out.line(cyan(visible(common)));
    out.line();
    for (const finding of findings) {
      this.finding(finding, place, common === undefined ? sourceOf(finding, this.options) : undefined);
    }
  }

  private finding(finding: FindingRecord, place: string, source: string | undefined): void {
    const { out } = this;
    const { bold, cyan, dim } = out.paint;
    const { statement, detail } = this.told.get(finding)!;
    const { ruleId, title, why, fix, docs } = statement;
    const id = visible(ruleId);
    out.labelled(finding.severity, `${id}: ${title}`, this.severityPaint[finding.severity], (line) =>
      line.startsWith(id) ? bold(id) + line.slice(id.length) : line,
    );
    out.labelled('', detail);
    out.labelled('at', finding.path);
    out.labelled('line', source, dim, cyan);
    out.labelled('when', finding.condition);
    const before = this.explainedAt.get(statement);
    if (before === undefined) {
      this.explainedAt.set(statement, place);
      out.labelled('why', why);
      out.labelled('fix', fix);
      out.labelled('docs', isWebAddress(docs) ? docs : '');
    } else {
      out.labelled('fix', before === place ? 'as above' : `as above, for ${before}`, dim, dim);
    }
    out.line();
  }

  private accepted(findings: readonly FindingRecord[]): void {
    const alike = groupBy(findings, ({ ruleId, acceptance }) => `${ruleId}: ${termsOf(acceptance)}`);
    this.out.list(
      `${count(findings.length, 'finding')} accepted`,
      [...alike].map(([line, { length }]) => [String(length), line]),
    );
  }

  private undecided({ undetermined, missingContext }: Assessment): void {
    const accepted = undetermined.filter(({ status }) => status === 'accepted').length;
    const heading = `${count(undetermined.length, 'verdict')} undetermined: left open by the template`;
    this.out.list(
      accepted === 0 ? heading : `${heading} (${accepted} accepted)`,
      reasonsOf(undetermined).map(({ because, verdicts }) => {
        const rules = [...new Set(verdicts.map(({ ruleId }) => ruleId))];
        return [String(verdicts.length), `because ${because} (${some(rules)})`];
      }),
    );
    this.out.list(
      `${count(missingContext.length, 'context look-up')} not made: ` +
        'CDK wrote stand-ins, and values that hang on them are undetermined',
      missingContext.map((key) => ['-', key]),
    );
  }

  private leftOut({ skipped }: Assessment): void {
    this.out.list(
      `${count(skipped.length, 'thing')} left out, so not judged`,
      skipped.map((each) => ['-', `${placeOf(each)} in ${each.templatePath}: ${each.because}`]),
    );
  }

  private summary(assessment: Assessment): void {
    const { application, gate, gateReasons, summary, options } = assessment;
    const { stacks, resources, rules } = summary;
    const { asOf, overridden = [] } = options;
    const judged = `${count(resources, 'resource')} in ${count(stacks, 'stack')} judged by ${count(rules, 'rule')}`;
    this.gate(gate, application, gateReasons.join(', '));
    this.counts([assessment]);
    this.out.note(`${judged} (${judgedBy(assessment)}) as of ${asOf}`);
    if (overridden.length > 0) this.out.note(`flags override what the packs were told: ${overridden.join(', ')}`);
    this.out.line();
  }

  private overall(assessments: readonly Assessment[]): void {
    const closed = assessments.filter(({ gate }) => gate === 'closed').map(({ application }) => application);
    const all = count(assessments.length, 'application');
    if (closed.length === 0) this.gate('open', `all ${all}`, '');
    else this.gate('closed', `${closed.length} of ${all}`, some(closed));
    this.counts(assessments);
  }

  private gate(gate: Assessment['gate'], what: string, because: string): void {
    const { bold, green, red } = this.out.paint;
    const word = bold(gate === 'open' ? green('GATE OPEN') : red('GATE CLOSED'));
    this.out.line(`${word}  ${bold(visible(what))}${because === '' ? '' : `: ${visible(because)}`}`);
  }

  private counts(assessments: readonly Assessment[]): void {
    const sum = (key: keyof Assessment['summary']): number => assessments.reduce((n, each) => n + each.summary[key], 0);
    const bySeverity = { fatal: sum('fatal'), error: sum('errors'), warning: sum('warnings'), info: sum('infos') };
    const open = SEVERITIES.flatMap((severity) => {
      const said = count(bySeverity[severity], SEVERITY_NOUNS[severity]);
      if (bySeverity[severity] > 0) return [this.severityPaint[severity](said)];
      return severity === 'error' || severity === 'warning' ? [said] : [];
    });
    const others = [`${sum('accepted')} accepted`, `${sum('undetermined')} undetermined`];
    if (sum('skipped') > 0) others.push(`${sum('skipped')} left out`);
    this.out.line(`  ${[...open, ...others].join(', ')}`);
  }
}

const UNSTATED = { reason: NOT_STATED, owner: NOT_STATED, expires: NOT_STATED };

function termsOf({ reason, owner, expires }: NonNullable<FindingRecord['acceptance']> = UNSTATED): string {
  const terms = [owner === NOT_STATED ? '' : `by ${owner}`, expires === NOT_STATED ? '' : `until ${expires}`];
  const stated = terms.filter((term) => term !== '').join(' ');
  return stated === '' ? reason : `${reason} (accepted ${stated})`;
}

function some(names: readonly string[]): string {
  const more = names.length - MAX_NAMED;
  return names.slice(0, MAX_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
