import fc from 'fast-check';
import { dump } from 'js-yaml';
import { SourceLines } from '../../../../lib/model/source/text-source-lines';

const YAML = `# A database
AWSTemplateFormatVersion: 2010-09-09
Common: &common
  Engine: postgres
  Tags:
    - {Key: Team, Value: !Ref Team}
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      MultiAZ: false
      "StorageEncrypted": yes
      ? Port
      : 5432
      VPCSecurityGroups:
      - !GetAtt Group.GroupId
      - Fn::ImportValue: !Sub \${Network}-group
      AvailabilityZone: !If
        - IsProd
        - !Ref AWS::NoValue
        - !Select [0, !GetAZs '']
      Description: |
        MultiAZ: true
      MonitoringInterval:
        60
  Replica:
    Type: AWS::RDS::DBInstance
    Properties:
      <<: *common
      Engine: mysql
  Copy:
    Properties: *common
  Twice: 1
  Twice: {a: 2}
`;

const JSON_TEXT = `{
  "Resources": {
    "Db": {
      "Type": "AWS::RDS::DBInstance",
      "Properties": {
        "MultiAZ": false, "Tags": [
          { "Key": "Team" },
          { "Key": "Name" }
        ]
      }
    }
  }
}
`;

describe('SourceLines', () => {
  test.each<[path: (string | number)[], line: number, column: number]>([
    [[], 2, 1],
    [['AWSTemplateFormatVersion'], 2, 1],
    [['Resources'], 7, 1],
    [['Resources', 'Db'], 8, 3],
    [['Resources', 'Db', 'Type'], 9, 5],
    [['Resources', 'Db', 'Properties', 'MultiAZ'], 11, 7],
    [['Resources', 'Db', 'Properties', 'StorageEncrypted'], 12, 7],
    [['Resources', 'Db', 'Properties', 'Port'], 13, 9],
    [['Resources', 'Db', 'Properties', 'VPCSecurityGroups', 0], 16, 9],
    [['Resources', 'Db', 'Properties', 'VPCSecurityGroups', 0, 'Fn::GetAtt', 1], 16, 9],
    [['Resources', 'Db', 'Properties', 'VPCSecurityGroups', '1'], 17, 9],
    [['Resources', 'Db', 'Properties', 'VPCSecurityGroups', 1, 'Fn::ImportValue', 'Fn::Sub'], 17, 9],
    [['Resources', 'Db', 'Properties', 'AvailabilityZone', 'Fn::If'], 18, 7],
    [['Resources', 'Db', 'Properties', 'AvailabilityZone', 'Fn::If', 2, 'Fn::Select', 1, 'Fn::GetAZs'], 21, 23],
    [['Resources', 'Db', 'Properties', 'MonitoringInterval'], 24, 7],
    // Through aliases and merges to where it is written.
    [['Resources', 'Copy', 'Properties', 'Tags', 0, 'Value'], 6, 19],
    [['Resources', 'Replica', 'Properties', 'Tags'], 5, 3],
    [['Resources', 'Replica', 'Properties', 'Engine'], 30, 7],
    // Of equal keys the last.
    [['Resources', 'Twice'], 34, 3],
    [['Resources', 'Twice', 'a'], 34, 11],
    // What is not written: the nearest that is.
    [['Resources', 'Db', 'Properties', 'BackupRetentionPeriod'], 10, 5],
    [['Resources', 'Db', 'DeletionPolicy'], 8, 3],
    [['Resources', 'Db', 'Properties', 'VPCSecurityGroups', 7], 15, 7],
    [['Resources', 'Db', 'Properties', 'MultiAZ', 'Ref'], 11, 7],
    [['Resources', 'None', 'Properties'], 7, 1],
    [['Outputs', 'None'], 2, 1],
  ])('finds %j in YAML', (path, line, column) => {
    expect(new SourceLines(YAML).positionOf(path)).toEqual({ line, column });
    expect(new SourceLines(YAML.replaceAll('\n', '\r\n')).positionOf(path)).toEqual({ line, column });
  });

  test.each<[path: (string | number)[], line: number, column: number]>([
    [[], 1, 1],
    [['Resources', 'Db'], 3, 5],
    [['Resources', 'Db', 'Properties', 'MultiAZ'], 6, 9],
    [['Resources', 'Db', 'Properties', 'Tags'], 6, 27],
    [['Resources', 'Db', 'Properties', 'Tags', 1], 8, 11],
    [['Resources', 'Db', 'Properties', 'Tags', 1, 'Key'], 8, 13],
    [['Resources', 'Db', 'Properties', 'Tags', 1, 'Value'], 8, 11],
    [['Outputs'], 1, 1],
  ])('finds %j in JSON', (path, line, column) => {
    expect(new SourceLines(JSON_TEXT).positionOf(path)).toEqual({ line, column });
    expect(new SourceLines(Buffer.from(`\uFEFF${JSON_TEXT}`)).positionOf(path)).toEqual({ line, column });
    const tabs = JSON_TEXT.replaceAll(/^ +/gm, (spaces) => '\t'.repeat(spaces.length));
    expect(new SourceLines(tabs).positionOf(path)).toEqual({ line, column });
  });

  test('finds what stands after YAML that strict parsers refuse', () => {
    const text = 'A:\n  B: {\n    "a": [1,\n  2\n]\n}\n  C:\n    D: 1\n';
    const lines = new SourceLines(text);
    expect(lines.positionOf(['A', 'B', 'a', 1])).toEqual({ line: 4, column: 3 });
    expect(lines.positionOf(['A', 'C', 'D'])).toEqual({ line: 8, column: 5 });
  });

  test.each(['', 'A: [', '{"A": ', 'A: &a [*a', '['.repeat(100_000), 'A: \0', Buffer.from([0xff, 0xfe, 0])])(
    'has no lines for what cannot be read: %j',
    (text) => expect(new SourceLines(text).positionOf(['A'])).toBeUndefined(),
  );

  test('goes round in a circle as often as asked', () => {
    expect(new SourceLines('A: &a\n  B: *a').positionOf(['A', 'B', 'B', 'B'])).toEqual({ line: 2, column: 3 });
  });

  test('finds every key of any template', () => {
    const key = fc.oneof(
      fc.stringMatching(/^[a-z]{1,3}$/),
      fc.constantFrom('on', '012', '1.10', 'a: b', '__proto__', '\0'),
    );
    const { mapping } = fc.letrec((tie) => ({
      mapping: fc.dictionary(
        key,
        fc.oneof(
          { maxDepth: 4 },
          fc.constantFrom(1, 'x', 'a\nb', null),
          fc.array(tie('mapping'), { maxLength: 3 }),
          tie('mapping'),
        ),
        { maxKeys: 4, noNullPrototype: true },
      ),
    }));
    fc.assert(
      fc.property(mapping, fc.boolean(), fc.constantFrom(0, 1, 2), (template, asJson, indent) => {
        const plain = JSON.parse(JSON.stringify(template)) as object;
        const text = asJson ? JSON.stringify(plain, null, indent) : dump(plain, { noRefs: true, indent: indent + 1 });
        const lines = new SourceLines(text);
        for (const path of keyPathsOf(plain)) {
          const written = text.slice(lines.offsetOf(path)!);
          expect([written, asJson ? JSON.stringify(path.at(-1)) : path.at(-1)]).toEqual([
            written,
            keyAt(written, asJson),
          ]);
        }
      }),
    );
  });
});

function* keyPathsOf(value: unknown, path: (string | number)[] = []): Generator<(string | number)[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const inner = [...path, Array.isArray(value) ? Number(key) : key];
    if (!Array.isArray(value)) yield inner;
    yield* keyPathsOf(item, inner);
  }
}

/** The key that stands at the beginning of a text. */
function keyAt(text: string, asJson: boolean): string | undefined {
  if (asJson) return /^"(?:[^"\\]|\\.)*"/.exec(text)?.[0];
  const [, double, single, plain] = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s'"][^\n]*?)):/.exec(text) ?? [];
  return double === undefined ? (single ?? plain) : (JSON.parse(`"${double.replaceAll('\\0', '\\u0000')}"`) as string);
}
