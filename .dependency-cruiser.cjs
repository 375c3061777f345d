// Who may import whom. Each room may import itself and the rooms listed, nothing else;
// a file that stands in no room is an error, so the table stays complete.

const PEERS = '(^|/)node_modules/(aws-cdk-lib|cdk-nag|constructs)/';

const WHERE = {
  bin: '^bin/',
  'lib/index': '^lib/index[.]ts$',
  'lib/rules': '^lib/rules[.]ts$',
  'lib/intent/schema': '^lib/intent/schema(/|[.]ts$)',
  'lib/intent': '^lib/intent/(?!schema(/|[.]ts$))',
  'lib/blocks': '^lib/blocks/',
  'lib/model/edges': '^lib/model/edges(/|[.]ts$)',
  'lib/model': '^lib/model/(?!edges(/|[.]ts$))',
  'lib/engine': '^lib/engine/',
  'lib/facts': '^lib/facts/',
  'lib/analysis': '^lib/analysis/',
  'lib/assessment': '^lib/assessment/',
  'lib/report': '^lib/report/',
  'policies/index': '^policies/index[.]ts$',
  'policies/packs': '^policies/packs',
  'policies/rules': '^policies/rules(/|[.]ts$)',
  examples: '^examples/',
};

const LIB = Object.keys(WHERE).filter((room) => room.startsWith('lib/'));
const MODEL = ['lib/model', 'lib/model/edges'];

const MAY_IMPORT = {
  bin: [...LIB, 'policies/index', 'policies/packs', 'policies/rules'],
  'lib/index': [...LIB, 'policies/index'],
  'lib/rules': ['lib/engine', ...MODEL, 'lib/intent/schema'],
  'lib/intent/schema': [],
  'lib/intent': ['lib/intent/schema'],
  'lib/blocks': ['lib/intent', 'lib/intent/schema', 'lib/model/edges'],
  'lib/model/edges': [],
  'lib/model': ['lib/model/edges', 'lib/intent/schema'],
  'lib/engine': [...MODEL, 'lib/intent/schema'],
  'lib/facts': ['lib/engine', ...MODEL],
  'lib/analysis': ['lib/facts', ...MODEL, 'lib/intent/schema'],
  'lib/assessment': ['lib/engine', 'lib/analysis', 'lib/model', 'lib/intent/schema'],
  'lib/report': ['lib/assessment', 'lib/analysis', 'lib/engine'],
  'policies/index': ['policies/packs'],
  'policies/packs': [
    'policies/rules',
    'lib/model',
    'lib/engine',
    'lib/analysis',
    'lib/assessment',
    'lib/intent',
    'lib/intent/schema',
  ],
  'policies/rules': ['lib/facts', 'lib/engine', ...MODEL],
  examples: ['lib/index', 'lib/rules', 'policies/index'],
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(([room, others]) => ({
      name: `from-${room.replaceAll('/', '-')}`,
      comment: `${room} may import ${others.length === 0 ? 'nothing of ours' : others.join(', ')}`,
      severity: 'error',
      from: { path: WHERE[room] },
      to: {
        path: '^(bin|lib|policies|examples|test|bench|scripts|docs)/',
        pathNot: [room, ...others].map((allowed) => WHERE[allowed]),
      },
    })),
    {
      name: 'in-no-room',
      comment: 'Every source file belongs to a room of the table above.',
      severity: 'error',
      from: { path: '^(bin|lib|policies)/', pathNot: Object.values(WHERE) },
      to: {},
    },
    {
      name: 'no-circles',
      comment: 'At run time; types of one room may refer to each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['pre-compilation-only'] } },
    },
    {
      name: 'unresolved',
      severity: 'error',
      from: { path: '^(bin|lib|policies)/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'peers-at-run-time',
      comment: 'Only packs, blocks and intent load the CDK; the rest works on plain data (type imports are fine).',
      severity: 'error',
      from: {
        path: '^(bin|lib|policies)/',
        pathNot: ['policies/packs', 'lib/blocks', 'lib/intent'].map((r) => WHERE[r]),
      },
      to: { path: PEERS, preCompilationOnly: false },
    },
    {
      name: 'synth-half-without-packages',
      comment: 'What the published entry points reach ships without dependencies: the peers and node: builtins only.',
      severity: 'error',
      from: { path: [WHERE['lib/index'], WHERE['lib/rules'], WHERE['policies/index']] },
      to: { path: 'node_modules/', pathNot: PEERS, reachable: true },
    },
    {
      name: 'packages-on-the-command-line-only',
      comment: 'Packages other than the peers are for what is bundled into the command line.',
      severity: 'error',
      from: { path: '^(lib|policies)/', pathNot: [WHERE['lib/report'], '^lib/model/source/yaml'] },
      to: { path: 'node_modules/', pathNot: PEERS },
    },
    {
      name: 'no-package-json',
      comment: 'The compiler would emit a second package.json into dist.',
      severity: 'error',
      from: { path: '^(lib|policies)/' },
      to: { path: '^package[.]json$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'require', 'node', 'default'] },
    skipAnalysisNotInRules: true,
  },
};
