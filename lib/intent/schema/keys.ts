/** The key that intent stands under in a template's or a resource's `Metadata`. */
export const TEMPLATE_KEY = 'cdk-resilience';

/** How the types of this library's construct metadata begin. */
export const METADATA_PREFIX = 'cdk-resilience:';

/** The kinds of construct metadata: `cdk-resilience:policy`, and so on. */
export const POLICY = 'policy';
export const JOURNEY = 'journey';
export const EXTERNAL_DEPENDENCY = 'external-dependency';
export const ACCEPTANCE = 'acceptance';

/** The artifact of an assembly that carries what is declared above its stacks. */
export const INTENT_ARTIFACT = 'ResilienceIntent';
