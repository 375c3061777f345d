import { parseTemplateText } from '../../../../lib/model/source/template-text';

const parse = (text: string) => parseTemplateText(text, 'app.template');

/** What `X: <text>` holds. */
const valueOf = (text: string) => parse(`X: ${text}`)['X'];

describe('short forms', () => {
  test.each<[short: string, json: unknown]>([
    ['!Ref Db', { Ref: 'Db' }],
    ['!Ref AWS::Region', { Ref: 'AWS::Region' }],
    ['!Ref "Db"', { Ref: 'Db' }],
    ['!Ref', { Ref: '' }],
    ['!Condition IsProd', { Condition: 'IsProd' }],
    ['!GetAtt Db.Arn', { 'Fn::GetAtt': ['Db', 'Arn'] }],
    ['!GetAtt "Db.Endpoint.Address"', { 'Fn::GetAtt': ['Db', 'Endpoint.Address'] }],
    ['!GetAtt Nested.Outputs.Url', { 'Fn::GetAtt': ['Nested', 'Outputs.Url'] }],
    ['!GetAtt [Db, Arn]', { 'Fn::GetAtt': ['Db', 'Arn'] }],
    ['!GetAtt [Db, Endpoint.Address]', { 'Fn::GetAtt': ['Db', 'Endpoint.Address'] }],
    ['!GetAtt [Db, !Ref Attribute]', { 'Fn::GetAtt': ['Db', { Ref: 'Attribute' }] }],
    ['!GetAtt Db', { 'Fn::GetAtt': 'Db' }],
    ['!Sub "${AWS::StackName}-db"', { 'Fn::Sub': '${AWS::StackName}-db' }],
    ['!Sub arn:${AWS::Partition}:s3:::x', { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::x' }],
    ['!Sub ["${A}", {A: !Ref B}]', { 'Fn::Sub': ['${A}', { A: { Ref: 'B' } }] }],
    ['!Sub |\n  a\n  b\n', { 'Fn::Sub': 'a\nb\n' }],
    ['!Sub\n  yes', { 'Fn::Sub': 'yes' }],
    ['!Join ["", [a, !Ref B]]', { 'Fn::Join': ['', ['a', { Ref: 'B' }]] }],
    ['!Select [0, !GetAZs ""]', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }],
    ['!Select ["1", [a, b]]', { 'Fn::Select': ['1', ['a', 'b']] }],
    ['!Split [",", "a,b"]', { 'Fn::Split': [',', 'a,b'] }],
    ['!FindInMap [Map, !Ref AWS::Region, Ami]', { 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'Ami'] }],
    ['!FindInMap [Map, a, b, {DefaultValue: 1}]', { 'Fn::FindInMap': ['Map', 'a', 'b', { DefaultValue: 1 }] }],
    ['!GetAZs', { 'Fn::GetAZs': '' }],
    ['!GetAZs us-east-1', { 'Fn::GetAZs': 'us-east-1' }],
    ['!GetAZs {Ref: AWS::Region}', { 'Fn::GetAZs': { Ref: 'AWS::Region' } }],
    ['!ImportValue Network', { 'Fn::ImportValue': 'Network' }],
    ['!ImportValue {"Fn::Sub": "${N}-x"}', { 'Fn::ImportValue': { 'Fn::Sub': '${N}-x' } }],
    ['!Base64 echo', { 'Fn::Base64': 'echo' }],
    ['!Base64 007', { 'Fn::Base64': '007' }],
    ['!Base64 7', { 'Fn::Base64': '7' }],
    ['!Cidr [10.0.0.0/16, 6, 8]', { 'Fn::Cidr': ['10.0.0.0/16', 6, 8] }],
    ['!If [IsProd, 3, !Ref AWS::NoValue]', { 'Fn::If': ['IsProd', 3, { Ref: 'AWS::NoValue' }] }],
    ['!Equals [!Ref Env, prod]', { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] }],
    [
      '!And [!Condition A, !Not [!Equals [a, b]]]',
      { 'Fn::And': [{ Condition: 'A' }, { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }] },
    ],
    ['!Or [!Condition A, !Condition B]', { 'Fn::Or': [{ Condition: 'A' }, { Condition: 'B' }] }],
    ['!Not [!Condition A]', { 'Fn::Not': [{ Condition: 'A' }] }],
    ['!Transform {Name: M, Parameters: {P: 1}}', { 'Fn::Transform': { Name: 'M', Parameters: { P: 1 } } }],
    ['!ToJsonString {a: [1, yes]}', { 'Fn::ToJsonString': { a: [1, true] } }],
    ['!Length [1, 2]', { 'Fn::Length': [1, 2] }],
    ['!Length {Ref: List}', { 'Fn::Length': { Ref: 'List' } }],
    ['!ForEach [I, [a], {"${I}": 1}]', { 'Fn::ForEach': ['I', ['a'], { '${I}': 1 }] }],
    ['!ForEach::Loop [I, [a], {"${I}": 1}]', { 'Fn::ForEach::Loop': ['I', ['a'], { '${I}': 1 }] }],
    [
      '!GetStackOutput {StackName: S, OutputName: O, Region: eu-west-1}',
      { 'Fn::GetStackOutput': { StackName: 'S', OutputName: 'O', Region: 'eu-west-1' } },
    ],
    ['!ValueOf [P, Attribute]', { 'Fn::ValueOf': ['P', 'Attribute'] }],
    ['!ValueOfAll [T, Attribute]', { 'Fn::ValueOfAll': ['T', 'Attribute'] }],
    ['!RefAll AWS::EC2::VPC::Id', { 'Fn::RefAll': 'AWS::EC2::VPC::Id' }],
    ['!EachMemberIn [[a], [a, b]]', { 'Fn::EachMemberIn': [['a'], ['a', 'b']] }],
    ['!EachMemberEquals [[a], a]', { 'Fn::EachMemberEquals': [['a'], 'a'] }],
    ['!Contains [[a], a]', { 'Fn::Contains': [['a'], 'a'] }],
    ['!Rain::Embed x.sh', { 'Fn::Rain::Embed': 'x.sh' }],
    ['!Nonsense {a: 1}', { 'Fn::Nonsense': { a: 1 } }],
    ['!Nonsense\n- 1', { 'Fn::Nonsense': [1] }],
  ])('%s', (short, json) => {
    expect(valueOf(short)).toEqual(json);
    expect(valueOf(JSON.stringify(json))).toEqual(json);
    expect(parse(JSON.stringify({ X: json }))).toEqual({ X: json });
  });

  test('stand in each other, in blocks and lists', () => {
    const text = `
Resources:
  Function:
    Type: AWS::Lambda::Function
    Condition: IsProd
    Properties:
      Role: !GetAtt Role.Arn
      Environment:
        Variables:
          URL: !Join
            - /
            - - !Sub https://\${Domain}
              - !If
                - IsProd
                - !Select [1, !Split ['-', !ImportValue stage]]
                - !FindInMap
                  - Stages
                  - !Ref AWS::AccountId
                  - Name
      Tags: !If [Tagged, [{Key: Team, Value: !Ref Team}], !Ref AWS::NoValue]
`;
    const stage = { 'Fn::Select': [1, { 'Fn::Split': ['-', { 'Fn::ImportValue': 'stage' }] }] };
    expect(parse(text)).toEqual({
      Resources: {
        Function: {
          Type: 'AWS::Lambda::Function',
          Condition: 'IsProd',
          Properties: {
            Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
            Environment: {
              Variables: {
                URL: {
                  'Fn::Join': [
                    '/',
                    [
                      { 'Fn::Sub': 'https://${Domain}' },
                      {
                        'Fn::If': ['IsProd', stage, { 'Fn::FindInMap': ['Stages', { Ref: 'AWS::AccountId' }, 'Name'] }],
                      },
                    ],
                  ],
                },
              },
            },
            Tags: {
              'Fn::If': ['Tagged', [{ Key: 'Team', Value: { Ref: 'Team' } }], { Ref: 'AWS::NoValue' }],
            },
          },
        },
      },
    });
  });
});

describe('scalars', () => {
  test.each<[text: string, value: unknown]>([
    ...['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word): [string, unknown] => [word, true]),
    ...['false', 'False', 'FALSE', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word): [string, unknown] => [
      word,
      false,
    ]),
    ...['', '~', 'null', 'Null', 'NULL', '!!null ""'].map((word): [string, unknown] => [word, null]),
    // Words that look like the above and are none of them.
    ...['y', 'n', 'Y', 'N', 'yEs', 'nULL', 'none'].map((word): [string, unknown] => [word, word]),
    ['"yes"', 'yes'],
    ["'null'", 'null'],
    ['! yes', 'yes'],
    ['!!str yes', 'yes'],
    ['!!bool yes', true],
    ['!!int 5', 5],
    ['!!float 5.5', 5.5],
    ['0', 0],
    ['5', 5],
    ['-5', -5],
    ['1.5', 1.5],
    ['417141415827', 417141415827],
    // Text that a number could not be written back as.
    ...[
      '012345678901',
      '065115117704',
      '0755',
      '0o17',
      '0x1F',
      '0b11',
      '1_000',
      '1.10',
      '3.0',
      '.5',
      '5.',
      '+5',
      '-0',
      '1e3',
      '12:30',
      '190:20:30',
      '12345678901234567890',
      '9007199254740993',
      '2012-10-17',
      '2010-09-09',
      '2001-12-14T21:59:43.10-05:00',
      '.inf',
      '-.inf',
      '.nan',
      'Infinity',
      '-Infinity',
      'NaN',
      '10.0.0.0/16',
    ].map((text): [string, unknown] => [text, text]),
    ['"5"', '5'],
    ['"\\u00e9\\ud83d\\ude00"', 'é😀'],
    ['a\n  b\n\n  c', 'a b\nc'],
    ['|\n  a\n   b\n', 'a\n b\n'],
    ['|-\n  a\n', 'a'],
    ['>\n  a\n  b\n', 'a b\n'],
    ['a # b', 'a'],
    ['a#b', 'a#b'],
    ['arn:aws:sns:us-east-1:012345678901:t', 'arn:aws:sns:us-east-1:012345678901:t'],
  ])('%s', (text, value) => expect(valueOf(text)).toBe(value));

  test('a key is what is written', () => {
    const keys = ['on', 'yes', 'NO', 'null', '~', '012345678901', '417141415827', '1.10', '0x1F', '2012-10-17', '1'];
    expect(Object.keys(parse(keys.map((key) => `${key}: x`).join('\n'))).sort()).toEqual([...keys].sort());
    expect(parse('A: &k yes\n*k : b')).toEqual({ A: true, yes: 'b' });
  });

  test('a key called __proto__ is a key', () => {
    for (const text of ['__proto__: {a: yes}', '{"__proto__": {"a": true}}']) {
      const template = parse(text);
      expect(Object.entries(template)).toEqual([['__proto__', { a: true }]]);
      expect(Object.getPrototypeOf(template)).toBe(Object.prototype);
    }
  });
});
