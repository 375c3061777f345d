import {
  environmentOf,
  mergeConfigurations,
  readConfiguration,
  refuseUnknownRules,
  weightsOf,
} from '../../../lib/assessment/configuration';
import { InputError } from '../../../lib/model/input-error';

const ALL = {
  strictness: 'essential',
  failOn: 'warning',
  undetermined: 'warn',
  tier: 'CRITICAL',
  rules: ['A'],
  except: [],
  severities: { A: 'info' },
  parameters: { Empty: '', Kind: 'prod' },
  region: 'eu-west-1',
  account: '111122223333',
  asOf: '2028-02-29',
};

describe('a configuration', () => {
  it('is read as it stands', () => {
    expect(readConfiguration(ALL, 'cdk.json')).toEqual(ALL);
    expect(readConfiguration(undefined, 'cdk.json')).toEqual({});
  });

  it.each<[unknown, string]>([
    [null, 'must be an object'],
    [[], 'must be an object'],
    ['essential', 'must be an object'],
    [{ strictnes: 'essential' }, "'strictnes' is not known. Known are "],
    [{ toString: 'essential' }, "'toString' is not known. Known are "],
    [{ strictness: 'toString' }, "'strictness' must be one of essential, recommended, exhaustive"],
    [{ failOn: 'info' }, "'failOn' must be one of error, warning, never"],
    [{ undetermined: true }, "'undetermined' must be one of ignore, warn, fail"],
    [{ tier: 'critical' }, "'tier' must be one of MISSION_CRITICAL, CRITICAL, IMPORTANT, CORE_SERVICES, NON_CRITICAL"],
    [{ rules: [] }, "'rules' must name a rule"],
    [{ rules: 'A' }, "'rules' must be a list of rule ids"],
    [{ except: [1] }, "'except' must be a list of rule ids"],
    [{ severities: [] }, "'severities' must be an object"],
    [{ severities: { A: 'fatal' } }, "'severities' A must be one of error, warning, info"],
    [{ parameters: { Count: 1 } }, "'parameters' Count must be a text"],
    [{ region: '' }, "'region' must be a text that is not empty"],
    [{ account: 111122223333 }, "'account' must be a text that is not empty"],
    [{ asOf: '2026-02-29' }, "'asOf' must be a day, YYYY-MM-DD"],
    [{ asOf: '2026-2-1' }, "'asOf' must be a day, YYYY-MM-DD"],
    [{ asOf: '2026-13-01' }, "'asOf' must be a day, YYYY-MM-DD"],
    [{ asOf: 20260101 }, "'asOf' must be a day, YYYY-MM-DD"],
  ])('is refused: %j', (raw, problem) => {
    const read = (): unknown => readConfiguration(raw, 'cdk.json');
    expect(read).toThrow(InputError);
    expect(read).toThrow(`cdk.json: ${problem}`);
  });

  it('names only rules that there are', () => {
    const known = new Set(['RdsMultiAz', 'Other']);
    const refuse = (options: object) => (): void => refuseUnknownRules(options, known, 'cdk.json');
    expect(refuse({})).not.toThrow();
    expect(refuse({ rules: ['RdsMultiAz'], except: ['Other'], severities: { Other: 'info' } })).not.toThrow();
    expect(refuse({ rules: ['Nothing'] })).toThrow(
      "cdk.json: there is no rule 'Nothing'. `cdk-resilience rules` lists all rules",
    );
    expect(refuse({ except: ['rdsMultiAZ'] })).toThrow(
      "cdk.json: there is no rule 'rdsMultiAZ'. Do you mean 'RdsMultiAz'?",
    );
    expect(refuse({ severities: { Nothing: 'info' } })).toThrow("cdk.json: there is no rule 'Nothing'.");
  });
});

describe('later configurations', () => {
  const [first, second] = [
    readConfiguration(ALL, ''),
    readConfiguration({ failOn: 'never', parameters: { Kind: 'dev' } }, ''),
  ];

  it('win over earlier ones, key by key', () => {
    expect(mergeConfigurations(first, {}, second)).toEqual({ ...ALL, failOn: 'never', parameters: { Kind: 'dev' } });
  });

  it('win over earlier ones in what decides values, parameter by parameter', () => {
    const { region, account, asOf } = ALL;
    expect(environmentOf(first, second)).toEqual({ region, account, asOf, parameters: { Empty: '', Kind: 'dev' } });
    expect(environmentOf({}, second)).toEqual({ parameters: { Kind: 'dev' } });
    expect(environmentOf({ ...first, asOf: undefined } as never, {})).not.toHaveProperty('asOf');
    expect(environmentOf()).toEqual({});
  });
});

it('tells what selects and weighs from what decides values', () => {
  const { strictness, failOn, undetermined, tier, rules, except, severities } = ALL;
  expect(weightsOf(readConfiguration(ALL, ''))).toEqual({
    strictness,
    failOn,
    undetermined,
    tier,
    rules,
    except,
    severities,
  });
  expect(weightsOf({})).toEqual({});
});
