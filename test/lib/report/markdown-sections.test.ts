import { name } from '../../../lib/report/content';
import { phrase, sectionInMarkdown } from '../../../lib/report/markdown-sections';

test('a section with all that it can have', () => {
  const shown = sectionInMarkdown(
    {
      heading: 'What *is* lost',
      texts: ['Of <b>.'],
      items: [['by ', name('Db|1'), ' alone'], { text: 'nobody', tone: 'bad' }],
      table: {
        columns: ['A', ['B', 'number']],
        groups: [{ heading: 'One', rows: [['x', '1']] }, { rows: [['y', '2']] }],
      },
      sections: [{ heading: 'More', isFolded: true, texts: ['In it.'] }],
    },
    5,
  );
  expect(shown).toBe(`##### What \\*is\\* lost

Of &lt;b&gt;.

- by <code>Db&#124;1</code> alone
- **nobody**

**One**

| A | B |
| --- | --- |
| x | 1 |

| A | B |
| --- | --- |
| y | 2 |

<details><summary>More</summary>

In it.

</details>`);
});

test('no heading is deeper than Markdown knows', () => {
  expect(sectionInMarkdown({ heading: 'Deep', texts: ['x'] }, 9)).toBe('###### Deep\n\nx');
});

test.each([
  ['what is bad is bold, what is empty is nothing', { text: '', tone: 'bad' } as const, ''],
  ['what is good is plain', { text: 'met', tone: 'good' } as const, 'met'],
  ['spaces around a name stay', ['of ', name('a'), ' and ', name('b')], 'of `a` and `b`'],
  ['a lone space stays', [name('a'), ' ', name('b')], '`a` `b`'],
])('%s', (_, text, markdown) => expect(phrase(text)).toBe(markdown));
