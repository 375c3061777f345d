import { createColors } from 'picocolors';
import { NOT_STATED, type Assessment, type AssessmentDocument, type FindingRecord } from '../assessment/document';
import { count } from '../assessment/gate';
import { groupBy } from './group';
import { sourceOf, type Renderer, type RenderOptions } from './renderer';
import { statementsOf, type Statement } from './statements';
import { isWebAddress, visible, wrap } from './text';
import { judgedBy, placeOf, reasonsOf, SEVERITIES, SEVERITY_NOUNS } from './words';

const DEFAULT_WIDTH = 100;
/** The column of severities and labels: the longest severity and two spaces. */
const LABEL = 'warning'.length + 2;
const INDENT = 2;
/** Entries of a list that is only there to be complete. */
const MAX_LISTED = 8;
const MAX_NAMED = 3;

const UNSTATED = { reason: NOT_STATED, owner: NOT_STATED, expires: NOT_STATED };

type Paint = (text: string) => string;

/** Reads like a log: by application and construct, worst first, each reason and fix told once, the summary last. */
export const renderConsole: Renderer = (document, options) => new ConsoleReport(document, options).text();

class ConsoleReport {
  private readonly paint: ReturnType<typeof createColors>;
  private readonly severityPaint: Readonly<Record<FindingRecord['severity'], Paint>>;
  private readonly width: number;
  private readonly told = new Map<FindingRecord, { readonly statement: Statement; readonly detail: string }>();
  /** Where the reason and fix of a statement have been printed. */
  private readonly explainedAt = new Map<Statement, string>();
  private readonly lines: string[] = [];

  constructor(
    private readonly document: AssessmentDocument,
    private readonly options: RenderOptions,
  ) {
    const paint = (this.paint = createColors(options.color));
    const bold =
      (color: Paint): Paint =>
      (text) =>
        paint.bold(color(text));
    this.severityPaint = {
      fatal: bold(paint.magenta),
      error: bold(paint.red),
      warning: bold(paint.yellow),
      info: bold(paint.cyan),
    };
    this.width = options.width ?? DEFAULT_WIDTH;
    const open = document.assessments.flatMap(({ findings }) => findings.filter(({ status }) => status === 'open'));
    for (const statement of statementsOf(open)) {
      for (const { finding, detail } of statement.findings) this.told.set(finding, { statement, detail });
    }
  }

  public text(): string {
    const { assessments } = this.document;
    for (const assessment of assessments) this.assessment(assessment);
    if (assessments.length === 0) this.lines.push('Nothing was assessed.');
    if (assessments.length > 1) this.overall();
    return `${this.lines.join('\n')}\n`;
  }

  private assessment(assessment: Assessment): void {
    const { application, source } = assessment;
    const name = visible(application);
    const heading = source === undefined || source === application ? name : `${name} (${visible(source)})`;
    this.lines.push(this.paint.bold(heading), '='.repeat(heading.length), '');
    this.findings(assessment.findings.filter(({ status }) => status === 'open'));
    this.accepted(assessment.findings.filter(({ status }) => status === 'accepted'));
    this.undetermined(assessment);
    this.missingContext(assessment);
    this.skipped(assessment);
    this.summary(assessment);
  }

  private findings(findings: readonly FindingRecord[]): void {
    if (findings.length === 0) this.lines.push('No open findings.', '');
    for (const [place, group] of groupBy(findings, placeOf)) this.group(visible(place), group);
  }

  private group(place: string, findings: readonly FindingRecord[]): void {
    const { paint, lines } = this;
    const type = findings.find(({ resourceType }) => resourceType !== undefined)?.resourceType;
    lines.push(paint.bold(place) + (type === undefined ? '' : `  ${paint.dim(visible(type))}`));
    const sources = new Set(findings.map((finding) => sourceOf(finding, this.options)));
    const [common] = sources.size === 1 ? sources : [];
    if (common !== undefined) lines.push(paint.cyan(visible(common)));
    lines.push('');
    for (const finding of findings) this.finding(finding, place, common === undefined);
  }

  private finding(finding: FindingRecord, place: string, withSource: boolean): void {
    const { severity, path, condition } = finding;
    const { statement, detail } = this.told.get(finding)!;
    const { ruleId, title, why, fix, docs } = statement;
    this.labelled(severity, `${visible(ruleId)}: ${title}`, this.severityPaint[severity], (line) =>
      line.replace(visible(ruleId), (id) => this.paint.bold(id)),
    );
    this.labelled('', detail);
    this.labelled('at', path);
    this.labelled('line', (withSource && sourceOf(finding, this.options)) || '', this.paint.dim, this.paint.cyan);
    this.labelled('when', condition ?? '');
    const before = this.explainedAt.get(statement);
    if (before === undefined) {
      this.explainedAt.set(statement, place);
      this.labelled('why', why);
      this.labelled('fix', fix);
      this.labelled('docs', isWebAddress(docs) ? docs : '');
    } else {
      this.labelled('fix', before === place ? 'as above' : `as above, for ${before}`, this.paint.dim, this.paint.dim);
    }
    this.lines.push('');
  }

  /** A text behind its label; nothing for an empty text. */
  private labelled(label: string, text: string, ofLabel: Paint = this.paint.dim, ofLine: Paint = (line) => line): void {
    if (text === '') return;
    wrap(visible(text), this.width - INDENT - LABEL).forEach((line, i) => {
      const head = i > 0 || label === '' ? ' '.repeat(LABEL) : ofLabel(label) + ' '.repeat(LABEL - label.length);
      this.lines.push(' '.repeat(INDENT) + head + ofLine(line));
    });
  }

  private accepted(findings: readonly FindingRecord[]): void {
    if (findings.length === 0) return;
    const alike = groupBy(findings, ({ ruleId, acceptance }) => `${ruleId}: ${termsOf(acceptance)}`);
    const entries = [...alike].map(([line, { length }]) => [String(length), line] as const);
    this.list(`${count(findings.length, 'finding')} accepted`, entries);
  }

  private undetermined({ undetermined }: Assessment): void {
    const accepted = undetermined.filter(({ status }) => status === 'accepted').length;
    const heading = `${count(undetermined.length, 'verdict')} undetermined: the template does not decide them`;
    this.list(
      accepted === 0 ? heading : `${heading} (${accepted} accepted)`,
      reasonsOf(undetermined).map(({ because, verdicts }) => {
        const rules = [...new Set(verdicts.map(({ ruleId }) => ruleId))];
        return [String(verdicts.length), `because ${because} (${some(rules)})`];
      }),
    );
  }

  private missingContext({ missingContext }: Assessment): void {
    const heading = `${count(missingContext.length, 'context look-up')} not made: CDK wrote stand-ins, and values that hang on them are undetermined`;
    this.list(
      heading,
      missingContext.map((key) => ['-', key]),
    );
  }

  private skipped({ skipped }: Assessment): void {
    this.list(
      `${count(skipped.length, 'thing')} left out, so not judged`,
      skipped.map((each) => ['-', `${placeOf(each)} in ${each.templatePath}: ${each.because}`]),
    );
  }

  private list(heading: string, entries: readonly (readonly [mark: string, text: string])[]): void {
    if (entries.length === 0) return;
    wrap(heading, this.width).forEach((line) => this.lines.push(this.paint.bold(line)));
    const marks = Math.max(...entries.map(([mark]) => mark.length));
    for (const [mark, text] of entries.slice(0, MAX_LISTED)) {
      const head = `${' '.repeat(INDENT)}${mark.padStart(marks)} `;
      const body = wrap(visible(text), this.width - head.length);
      this.lines.push(...body.map((line, i) => (i === 0 ? head : ' '.repeat(head.length)) + line));
    }
    const more = entries.length - MAX_LISTED;
    if (more > 0) this.lines.push(`${' '.repeat(INDENT)}and ${more} more`);
    this.lines.push('');
  }

  private summary(assessment: Assessment): void {
    const { application, gate, gateReasons, summary, options } = assessment;
    const { stacks, resources, rules } = summary;
    const judged = `${count(resources, 'resource')} in ${count(stacks, 'stack')} judged by ${count(rules, 'rule')}`;
    this.gate(gate, application, gateReasons.join(', '));
    this.lines.push(`${' '.repeat(INDENT)}${this.counts([assessment])}`);
    this.lines.push(`${' '.repeat(INDENT)}${judged} (${judgedBy(assessment)}) as of ${visible(options.asOf)}`, '');
  }

  private overall(): void {
    const { assessments } = this.document;
    const closed = assessments.filter(({ gate }) => gate === 'closed').map(({ application }) => application);
    const all = count(assessments.length, 'application');
    if (closed.length === 0) this.gate('open', `all ${all}`, '');
    else this.gate('closed', `${closed.length} of ${all}`, some(closed));
    this.lines.push(`${' '.repeat(INDENT)}${this.counts(assessments)}`);
  }

  private gate(gate: Assessment['gate'], what: string, because: string): void {
    const { bold, green, red } = this.paint;
    const word = bold(gate === 'open' ? green('GATE OPEN') : red('GATE CLOSED'));
    this.lines.push(`${word}  ${bold(visible(what))}${because === '' ? '' : `: ${visible(because)}`}`);
  }

  private counts(assessments: readonly Assessment[]): string {
    const sum = (key: keyof Assessment['summary']): number => assessments.reduce((n, each) => n + each.summary[key], 0);
    const bySeverity = { fatal: sum('fatal'), error: sum('errors'), warning: sum('warnings'), info: sum('infos') };
    const open = SEVERITIES.flatMap((severity) => {
      const number = bySeverity[severity];
      const isAlwaysSaid = severity === 'error' || severity === 'warning';
      if (number === 0) return isAlwaysSaid ? [count(0, SEVERITY_NOUNS[severity])] : [];
      return [this.severityPaint[severity](count(number, SEVERITY_NOUNS[severity]))];
    });
    const others = [`${sum('accepted')} accepted`, `${sum('undetermined')} undetermined`];
    return [...open, ...others, ...(sum('skipped') > 0 ? [`${sum('skipped')} left out`] : [])].join(', ');
  }
}

function termsOf({ reason, owner, expires }: NonNullable<FindingRecord['acceptance']> = UNSTATED): string {
  const terms = [owner === NOT_STATED ? '' : `by ${owner}`, expires === NOT_STATED ? '' : `until ${expires}`];
  const stated = terms.filter((term) => term !== '').join(' ');
  return stated === '' ? reason : `${reason} (accepted ${stated})`;
}

function some(names: readonly string[]): string {
  const more = names.length - MAX_NAMED;
  return names.slice(0, MAX_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
