/** The version of this package. */
export const VERSION = '0.1.0';

/** The version of the assessment document. The first number changes when a reader of the one before would fail. */
export const SCHEMA_VERSION = '1.0';
