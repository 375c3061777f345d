import { analysed } from '../lib/analysis/analysis';
import { matrixOf } from '../lib/analysis/failure/matrix';
import { lossesNamed } from '../lib/analysis/failure/named-losses';
import { scenarioOf } from '../lib/analysis/failure/scenario';
import { simulate as loseEverything } from '../lib/analysis/failure/simulation';
import type { System } from '../lib/analysis/system/system';
import { documentOf } from '../lib/assessment/document-file';
import { InputError } from '../lib/model/input-error';
import { renderSimulation, type SimulationFormat } from '../lib/report/simulation';
import type { SimulatedApplication } from '../lib/report/simulation/document';
import { hasColor } from './outputs';
import { settingsOf, type SettingFlags } from './settings';
import { applicationOf, subjectsAt } from './subject';

/** The flags of `simulate`, as commander gives them. */
export interface SimulateFlags extends SettingFlags {
  readonly format: SimulationFormat;
  readonly lose: readonly string[];
}

/** Loses everything in turn, or what is asked for, and tells what comes of it. */
export function simulate(paths: readonly string[], { format, lose, ...asked }: SimulateFlags): void {
  const analyzed = subjectsAt(paths, settingsOf(asked)).flatMap((subject) => {
    return subject.applications.map((source) => {
      const { estimates } = subject.environment;
      const application = applicationOf(subject, source);
      const { system, detection, returns } = analysed(application, estimates && { estimates });
      return { source: subject.path, system, detection, returns };
    });
  });
  const losses = lossesIn(
    analyzed.map(({ system }) => system),
    lose,
  );
  const applications = analyzed.map(({ source, system, detection, returns }, i): SimulatedApplication => {
    const { journeys, application } = system;
    const known = {
      application: application.name,
      source,
      journeys: journeys.map(({ name, isImplied, components }) => {
        return { name, isImplied, components: components.map((each) => each.name) };
      }),
    };
    if (lose.length > 0) {
      return { ...known, cases: losses[i]!.map((loss) => scenarioOf(system, loss, detection, returns)), bounded: [] };
    }
    const simulation = loseEverything(system);
    const count = simulation.leftOut.length;
    return {
      ...known,
      failures: matrixOf(system, simulation, detection, returns),
      bounded: count === 0 ? [] : [`${count} losses were not simulated: too much hangs on too much.`],
    };
  });
  const { tool } = documentOf([]);
  const { columns } = process.stdout;
  const options = { color: hasColor(), ...(columns !== undefined && { width: columns }) };
  process.stdout.write(renderSimulation(format, { tool, applications }, options));
}

/** What is to be lost in each system. With several, what one of them has is enough. */
function lossesIn(systems: readonly System[], lose: readonly string[]): ReturnType<typeof lossesNamed>[] {
  const losses = systems.map((): ReturnType<typeof lossesNamed> => []);
  for (const asked of lose) {
    let refused: InputError | undefined;
    let isFound = false;
    systems.forEach((system, i) => {
      try {
        losses[i]!.push(...lossesNamed(system, asked));
        isFound = true;
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        refused ??= error;
      }
    });
    if (!isFound && refused !== undefined) throw refused;
  }
  return losses;
}
