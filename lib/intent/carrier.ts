import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  attachCustomSynthesis,
  cloud_assembly_schema as schema,
  Stack,
  Stage,
  type ISynthesisSession,
} from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { INTENT_ARTIFACT, METADATA_PREFIX } from './schema/keys';

/**
 * Keeps a declaration as metadata of its construct, so that both gates read it from the cloud assembly, and no
 * template changes.
 *
 * @param data what is declared: plain data, which may be filled until synthesis
 */
export function declare(scope: IConstruct, kind: string, data: object): void {
  scope.node.addMetadata(`${METADATA_PREFIX}${kind}`, data);
  const above = scope.node.scopes.some((each) => Stack.isStack(each))
    ? undefined
    : scope.node.scopes.findLast(Stage.isStage);
  if (above !== undefined) IntentCarrier.ensure(above);
}

/** The last declaration of a kind on a construct. */
export function declaredOn(scope: IConstruct, kind: string): unknown {
  return scope.node.metadata.findLast(({ type }) => type === `${METADATA_PREFIX}${kind}`)?.data;
}

/**
 * The assembly keeps the metadata of constructs in stacks. For what is declared above them, on an App or a Stage, this
 * adds an artifact to the assembly whose metadata file has the same form. (An aspect of the App could not copy it to
 * the stacks: the CDK synthesizes the stacks of Stages before it, and without the App's aspects.)
 */
class IntentCarrier extends Construct {
  /** Adds the carrier to a Stage that has none. */
  public static ensure(stage: Stage): void {
    if (stage.node.tryFindChild(INTENT_ARTIFACT) === undefined) new IntentCarrier(stage);
  }

  private constructor(stage: Stage) {
    super(stage, INTENT_ARTIFACT);
    attachCustomSynthesis(this, { onSynthesize: (session) => this.write(stage, session) });
  }

  private write(stage: Stage, { outdir, assembly }: ISynthesisSession): void {
    const declared = aboveStacks(stage).flatMap(({ node }): [string, unknown][] => {
      const own = node.metadata.filter(({ type }) => type.startsWith(METADATA_PREFIX));
      return own.length === 0 ? [] : [[`/${node.path}`, own.map(({ type, data }) => ({ type, data }))]];
    });
    const additionalMetadataFile = `${INTENT_ARTIFACT}.metadata.json`;
    writeFileSync(join(outdir, additionalMetadataFile), JSON.stringify(Object.fromEntries(declared), undefined, 2));
    assembly.addArtifact(INTENT_ARTIFACT, { type: schema.ArtifactType.NONE, additionalMetadataFile });
  }
}

/** A Stage and what it holds outside of stacks and further Stages. */
function aboveStacks(scope: IConstruct): IConstruct[] {
  const below = scope.node.children.filter((child) => !Stack.isStack(child) && !Stage.isStage(child));
  return [scope, ...below.flatMap(aboveStacks)];
}
