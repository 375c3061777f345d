/** A larger file is no template: CloudFormation takes templates of up to 1 MB. */
export const MAX_BYTES = 128 * 1024 * 1024;

/** How many lists and mappings may stand inside each other; whoever walks a template may recurse. */
export const MAX_DEPTH = 200;

/**
 * How many values YAML aliases may add to those that are written out. A template that CloudFormation
 * takes has fewer values in all, and a few lines of nested aliases can stand for billions.
 */
export const MAX_ALIASED_VALUES = 250_000;

/** How many keys YAML's `<<` may copy. */
export const MAX_MERGED_KEYS = 100_000;

/** What is said about a text that is nested too deeply. */
export const TOO_DEEP = `lists and mappings are nested more than ${MAX_DEPTH} levels deep`;
