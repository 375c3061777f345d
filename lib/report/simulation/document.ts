import type { FailureRecord } from '../../analysis/failure/records';
import type { ScenarioRecord } from '../../analysis/failure/scenario';
import type { AssessmentDocument } from '../../assessment/document';

/** What comes of losing things: all that there is, or what was asked for. */
export interface SimulationDocument {
  readonly tool: AssessmentDocument['tool'];
  readonly applications: readonly SimulatedApplication[];
}

export interface SimulatedApplication {
  /** `App` or the path of a Stage for a cloud assembly, else the template file. */
  readonly application: string;
  /** The path that was given on the command line. */
  readonly source: string;
  readonly journeys: readonly SimulatedJourney[];
  /** The matrix of failures by journeys. Absent where cases were asked for. */
  readonly failures?: readonly FailureRecord[];
  /** The cases that were asked for. */
  readonly cases?: readonly ScenarioRecord[];
  /** What was left out so that the simulation ends, a sentence each. */
  readonly bounded: readonly string[];
}

export interface SimulatedJourney {
  readonly name: string;
  /** Nobody declared it: it stands for what customers reach by one public entry point. */
  readonly isImplied: boolean;
  /** Names of the components and third parties behind it, nearest first. */
  readonly components: readonly string[];
}
