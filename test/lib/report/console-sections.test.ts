import { writeSection } from '../../../lib/report/console-sections';
import { ConsoleWriter } from '../../../lib/report/console-writer';
import { name, type Section } from '../../../lib/report/content';

const SECTION: Section = {
  heading: 'Lost\u001b',
  texts: ['In short.'],
  items: [['by ', name('Db')]],
  table: {
    columns: ['What', ['How long', 'short'], 'Told by'],
    groups: [
      { heading: 'Zones', rows: [['us-east-1a', { text: 'stopped', tone: 'bad' }, '']] },
      { rows: [['Db', { text: '-', tone: 'soft' }, { text: 'nobody', tone: 'bad' }]] },
    ],
  },
  sections: [{ heading: 'More', items: ['x'] }, { heading: 'Empty' }],
};

function written(color: boolean): string {
  const out = new ConsoleWriter(color, 80);
  writeSection(out, SECTION);
  return out.toString();
}

test('a section with all that it can have', () => {
  expect(written(false).split('\n')).toEqual([
    'Lost\\u{1b}',
    '----------',
    '  In short.',
    '  - by Db',
    '  What        How long  Told by',
    '  Zones',
    '  us-east-1a  stopped',
    '  Db          -         nobody',
    '',
    'More',
    '  - x',
    '',
    'Empty',
    '',
  ]);
});

test('tones are colours', () => {
  expect(written(true)).toContain('\u001b[31mstopped \u001b[39m');
  expect(written(true)).toContain('\u001b[2m-       \u001b[22m');
});
