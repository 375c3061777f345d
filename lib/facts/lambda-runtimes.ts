/**
 * When AWS deprecates a runtime of Lambda: no security patches and no support from then on, creating and updating
 * functions is blocked later. Runtimes whose date is not near are left out.
 * Source: AWS Lambda Developer Guide, "Lambda runtimes"; the dates of October 2026 as cfn-lint 1.58 has taken them over.
 */
const RUNTIME_DEPRECATIONS: Readonly<Record<string, string>> = {
  nodejs: '2016-08-30',
  'nodejs4.3': '2020-03-05',
  'nodejs4.3-edge': '2020-03-05',
  'nodejs6.10': '2019-08-12',
  'nodejs8.10': '2020-03-06',
  'nodejs10.x': '2021-07-30',
  'nodejs12.x': '2023-03-31',
  'nodejs14.x': '2023-12-04',
  'nodejs16.x': '2024-06-12',
  'nodejs18.x': '2025-09-01',
  'nodejs20.x': '2026-04-30',
  'nodejs22.x': '2027-04-30',
  'python2.7': '2021-07-15',
  'python3.6': '2022-07-18',
  'python3.7': '2023-12-04',
  'python3.8': '2024-10-14',
  'python3.9': '2025-12-15',
  'python3.10': '2026-10-31',
  'python3.11': '2027-06-30',
  java8: '2024-01-08',
  'java8.al2': '2027-06-30',
  java11: '2027-06-30',
  java17: '2027-06-30',
  'dotnetcore1.0': '2019-06-27',
  'dotnetcore2.0': '2019-05-30',
  'dotnetcore2.1': '2022-01-05',
  'dotnetcore3.1': '2023-04-03',
  dotnet6: '2024-12-20',
  dotnet8: '2026-11-10',
  'go1.x': '2024-01-08',
  'ruby2.5': '2021-07-30',
  'ruby2.7': '2023-12-07',
  'ruby3.2': '2026-03-31',
  'ruby3.3': '2027-03-31',
  provided: '2024-01-08',
  'provided.al2': '2026-07-31',
};

/** The day a runtime is or will be deprecated, `YYYY-MM-DD`; `undefined` where none is known. */
export function deprecationOf(runtime: string): string | undefined {
  return Object.hasOwn(RUNTIME_DEPRECATIONS, runtime) ? RUNTIME_DEPRECATIONS[runtime] : undefined;
}

/** Whether a day is still to come, within a year. */
export function isNear(date: string, asOf: string): boolean {
  const inAYear = `${Number(asOf.slice(0, 4)) + 1}${asOf.slice(4)}`;
  return asOf < date && date <= inAYear;
}
