import type { Assessment, RunOptions } from '../../assessment/document';
import { html, type Markup } from './template';

/** A term and what it stands at; left out where it says nothing. */
type Fact = readonly [term: string, value: string | undefined];

const CLOSED_BY: Readonly<Record<RunOptions['failOn'], string>> = {
  error: 'errors',
  warning: 'errors and warnings',
  never: 'failures of the tool alone',
};

const UNDETERMINED_COUNTS: Readonly<Record<RunOptions['undetermined'], string>> = {
  ignore: 'counted, without effect on the gate',
  warn: 'as warnings',
  fail: 'closes the gate',
};

/** The options in force: of each pack where packs ran. */
export function judgement({ options, customRules }: Assessment): Markup {
  const { packs = [], parameters, region, account, asOf, overridden } = options;
  const runs = packs.length === 0 ? [options] : packs;
  return html`<h3>How it was judged</h3>
    <div class="card">
      ${runs.map((run) => [run.pack !== undefined && html`<h4>${run.pack}</h4>`, list(factsOf(run))])}
      ${list([
        ['As of', asOf],
        ['Region', region],
        ['Account', account],
        ['Parameters', pairs(parameters)],
        ['Own rules', names(customRules)],
        ['Changed by flags', names(overridden)],
      ])}
    </div>`;
}

function factsOf({ strictness, failOn, undetermined, tier, rules, except, severities }: RunOptions): Fact[] {
  return [
    ['Strictness', strictness],
    ['Gate closed by', CLOSED_BY[failOn]],
    ['Undetermined verdicts', UNDETERMINED_COUNTS[undetermined]],
    ['Tier where none is declared', tier ?? 'none'],
    ['Only the rules', names(rules)],
    ['Not the rules', names(except)],
    ['Severities', pairs(severities)],
  ];
}

function list(facts: readonly Fact[]): Markup {
  const stated = facts.filter(([, value]) => value !== undefined);
  return html`<dl class="facts-list">
    ${stated.map(([term, value]) => [html`<dt>${term}</dt>`, html`<dd>${value}</dd>`])}
  </dl>`;
}

function names(values: readonly string[] = []): string | undefined {
  return values.length === 0 ? undefined : values.join(', ');
}

function pairs(values: { readonly [key: string]: string } = {}): string | undefined {
  return names(Object.entries(values).map(([key, value]) => `${key} = ${value}`));
}
