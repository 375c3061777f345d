import { join } from 'node:path';
import { userFrame } from '../../../lib/model/traces';

test.each<[name: string, trace: readonly string[], frame: string | undefined]>([
  [
    'behind what CDK folds',
    ['...new Queue2 in aws-cdk-lib...', '<anonymous> (/app/stack.ts:12:5)', '...node internals...'],
    '/app/stack.ts:12:5',
  ],
  ['the innermost of several', ['new Store (/app/store.ts:3:1)', '<anonymous> (/app/app.ts:9:9)'], '/app/store.ts:3:1'],
  ['in this folder', [`new X (${join(process.cwd(), 'lib', 'x.ts')}:1:2)`], join('lib', 'x.ts') + ':1:2'],
  ['as a file URL', ['at file:///app/stack.mjs:7:3'], '/app/stack.mjs:7:3'],
  ['with "at" and without parentheses', ['    at /app/stack.js:7:3'], '/app/stack.js:7:3'],
  [
    'of a nameless function, where CDK loses the column',
    ['...x in aws-cdk-lib...', '/app/stack.ts:6 (:)', 'f (/app/a.ts:2:2)'],
    '/app/stack.ts:6',
  ],
  [
    'of a nameless function, whose place CDK names twice',
    ['/app/stack.ts:5: (/app/stack.ts:5:1)'],
    '/app/stack.ts:5:1',
  ],
  [
    'not of libraries',
    ['new Queue (/app/node_modules/aws-cdk-lib/aws-sqs/lib/queue.js:1:5)', 'f (/app/a.ts:2:2)'],
    '/app/a.ts:2:2',
  ],
  [
    'not of Node',
    ['Module._compile (node:internal/modules/cjs/loader:1521:14)', 'node:internal/main/run_main_module:28:49'],
    undefined,
  ],
  [
    'not where there is none',
    ['...aws-cdk-lib...', '(no user code in 10 frames, use --stack-trace-limit to capture more)'],
    undefined,
  ],
  ['not of nothing', [], undefined],
  ['not of other text', ['stack traces disabled', '', ':1:2x'], undefined],
])('the user frame is found %s', (_, trace, frame) => expect(userFrame(trace)).toBe(frame));
