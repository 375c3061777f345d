/** What becomes of a journey when something it depends on fails. */
export enum DependencyCriticality {
  /** The journey fails too. */
  HARD = 'HARD',
  /** The journey goes on with less: a cached answer, a feature left out, work done later. */
  SOFT = 'SOFT',
}
