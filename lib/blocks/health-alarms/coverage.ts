import { Aspects, CfnResource, Stack, Stage, type IAspect, type StageSynthesisOptions } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { fault } from '../fault';
import { AlarmSet } from './alarm-set';
import { DEFAULTS } from './defaults';
import { Ledger } from './ledger';

/** Makes alarms while a covered tree is synthesized. One for all scopes, so that each construct is visited once. */
class Coverage implements IAspect {
  private readonly visited = new WeakSet<Stage>();

  public visit(node: IConstruct): void {
    if (node instanceof AlarmSet) return node.build();
    const ledger = Ledger.of(node);
    if (Stage.isStage(node)) this.visited.add(node);
    if (ledger.isCovered(node)) this.checkStages(node);
    const isInStack = Stack.isStack(node.node.scopes.find((scope) => Stack.isStack(scope)));
    if (Stack.isStack(node) || (isInStack && ledger.isCovered(node))) AlarmSet.in(node, ledger);
    if (!CfnResource.isCfnResource(node)) return;
    // Another aspect added it after the others had their turn.
    AlarmSet.find(ledger.placeOf(node))?.add(node);
  }

  /** Stages are synthesized before what is around them. */
  private checkStages(scope: IConstruct): void {
    for (const stage of stagesBelow(scope)) {
      if (this.visited.has(stage)) continue;
      throw fault(
        stage,
        `The Stage was synthesized before HealthAlarms of ${scope.node.path || 'the App'} came to it. ` +
          'Make it before that is covered, or call HealthAlarms.of(stage).cover() too.',
      );
    }
  }
}

const COVERAGE = new Coverage();
const FOLLOWED = new WeakMap<Stage, Set<IConstruct>>();

/** Covers what is below a scope when it is synthesized. */
export function coverAtSynthesis(scope: IConstruct): void {
  Aspects.of(scope).add(COVERAGE, { priority: DEFAULTS.aspectPriority });
  followStages(scope);
}

/** Makes the alarms of all that is below a scope now. */
export function coverNow(scope: IConstruct): void {
  const ledger = Ledger.of(scope);
  const covered = scope.node.findAll().filter((node) => CfnResource.isCfnResource(node));
  const places = covered.filter((node) => ledger.coverOf(node) !== undefined).map((node) => ledger.placeOf(node));
  for (const place of new Set(places)) AlarmSet.in(place, ledger).build();
}

/** Aspects end at a Stage, so each Stage below gets its own; those made later, when the one around is synthesized. */
function followStages(scope: IConstruct): void {
  const stage = Stage.isStage(scope) ? scope : Stage.of(scope);
  if (stage === undefined) return;
  let scopes = FOLLOWED.get(stage);
  if (scopes === undefined) {
    const followed = (scopes = new Set<IConstruct>());
    FOLLOWED.set(stage, followed);
    // CDK tells nobody that a Stage was made, nor of its synthesis before it has begun.
    const synth = stage.synth.bind(stage);
    stage.synth = (options?: StageSynthesisOptions) => {
      for (const each of followed) reachStages(each);
      return synth(options);
    };
  }
  scopes.add(scope);
  reachStages(scope);
}

function reachStages(scope: IConstruct): void {
  for (const stage of stagesBelow(scope)) Aspects.of(stage).add(COVERAGE, { priority: DEFAULTS.aspectPriority });
}

function stagesBelow(scope: IConstruct): Stage[] {
  return scope.node.findAll().filter((node): node is Stage => node !== scope && Stage.isStage(node));
}
