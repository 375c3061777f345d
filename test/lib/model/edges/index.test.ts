import { EDGES } from '../../../../lib/model/edges';
import { CloudFormationTypes } from './cloudformation-types';
const t = new CloudFormationTypes();
test('x', () => {
  const bad: string[] = [];
  for (const [type, rows] of Object.entries(EDGES)) {
    if (/^Custom::|::Serverless::/.test(type)) continue;
    const p = t.checkType(type);
    if (p) {
      bad.push(p);
      continue;
    }
    for (const r of rows)
      for (const path of 'none' in r ? [r.none] : [r.from, r.to]) {
        if (path === '@' || path === '*') continue;
        const q = t.checkPath(type, path);
        if (q) bad.push(q);
      }
  }
  console.log(t.size + '\n' + Object.keys(EDGES).length + '\n' + bad.join('\n'));
});
