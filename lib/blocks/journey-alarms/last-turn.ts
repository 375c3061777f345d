import { Aspects, Stage, type IAspect } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';

/**
 * Does something at synthesis after all other constructs had their turn: aspects walk the tree in order, so it makes
 * itself the last child of the App or Stage when the walk begins, and works when the walk comes to it.
 */
export class LastTurn extends Construct {
  /**
   * @param scope whose App or Stage is meant
   * @param priority of the aspect
   * @param work what is to be done
   */
  public static register(scope: IConstruct, priority: number, work: () => void): void {
    Aspects.of(Stage.of(scope) ?? scope.node.root).add(new Usher(`LastTurn-${scope.node.addr}`, work), { priority });
  }

  constructor(
    scope: Construct,
    id: string,
    public readonly usher: IAspect,
  ) {
    super(scope, id);
  }
}

class Usher implements IAspect {
  private isDone = false;

  constructor(
    private readonly id: string,
    private readonly work: () => void,
  ) {}

  public visit(node: IConstruct): void {
    if (node instanceof LastTurn && node.usher === this && !this.isDone) {
      this.isDone = true;
      this.work();
    } else if (Stage.isStage(node) && node.node.tryFindChild(this.id) === undefined) {
      new LastTurn(node, this.id, this);
    }
  }
}
