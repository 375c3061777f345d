import type { AnalysisRecord } from '../../analysis/analysis';
import type { Assessment } from '../../assessment/document';
import { count } from '../../assessment/gate';
import type { Phrase, Section } from '../content';
import { failureMatrix } from './failures';
import { journeySection } from './journeys';
import { Lifting } from './lifting';
import { recoverySection } from './recovery';
import { riskSection } from './risks';
import { scoreSection } from './scores';
import { singlePointSection } from './single-points';
import { surgeSection } from './surge';

/** What the analysis found, for a page: of each list at most so many rows. Nothing where there are no journeys. */
export function analysisSections(assessment: Assessment, most: number): Section[] {
  const { analysis } = assessment;
  if (analysis === undefined) return [];
  const { journeys, singlePoints, failures, recovery, surge, risks, score } = analysis;
  if (journeys.length === 0) return [];
  const lifting = new Lifting(assessment);
  return [
    {
      heading: 'Journeys',
      texts: basisOf(analysis),
      sections: [
        scoreSection('Resilience score of the application', score, [score.method]),
        // Two journeys may have one name; their order is the same everywhere.
        ...journeys.map((journey, i) => {
          const own = recovery.journeys[i];
          const scored = score.journeys[i];
          return journeySection({ journey, ...(own && { recovery: own }), ...(scored && { score: scored }) }, lifting);
        }),
      ],
    },
    singlePointSection(singlePoints, most),
    {
      heading: 'Failures by journeys',
      texts: ['What each loss does to each journey, which alarms would tell of it, and how what is lost comes back.'],
      table: failureMatrix(failures, journeys, { most }),
    },
    recoverySection(recovery, most),
    surgeSection(surge, most),
    riskSection(risks, most),
  ];
}

/** What the analysis rests on, and what it left out. */
export function basisOf({ graph, journeys, bounded }: AnalysisRecord): Phrase[] {
  const { resources, dependencies, inferredShare } = graph;
  const percent = Math.round(100 * inferredShare);
  const implied = journeys.every(({ isImplied }) => isImplied);
  return [
    ...(implied ? ['No journey is declared: each stands for what customers reach by one public entry point.'] : []),
    `It rests on ${count(dependencies, 'dependency').replace(/ys$/, 'ies')} between ${count(resources, 'resource')}, ` +
      `${percent} % of them inferred: compute names a store and is let in.`,
    ...bounded,
  ];
}
