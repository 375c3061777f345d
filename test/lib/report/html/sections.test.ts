import { name } from '../../../../lib/report/content';
import { pageSections, phrase } from '../../../../lib/report/html/sections';

const shown = (...sections: Parameters<typeof pageSections>[0]): string =>
  pageSections(sections)
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/ (?=<)|(?<=>) /g, '');

test('texts and points stand in a card, a table in its own', () => {
  expect(
    shown({
      heading: 'A & B',
      texts: ['x'],
      items: [['by ', name('Db')]],
      table: { columns: ['C', ['N', 'number']], groups: [{ heading: 'G', rows: [['d', '1']] }] },
    }),
  ).toBe(
    '<h3>A &#38; B</h3><div class="card"><p>x</p><ul><li>by<code>Db</code></li></ul></div>' +
      '<div class="card wide"><table><thead><tr><th scope="col" class="">C</th><th scope="col" class="number">N</th></tr></thead>' +
      '<tbody><tr class="group"><th scope="rowgroup" colspan="2">G</th></tr>' +
      '<tr><td class="">d</td><td class="number">1</td></tr></tbody></table></div>',
  );
});

test('inner sections are headed by depth, or folded', () => {
  const inner = { heading: 'C', sections: [{ heading: 'D', texts: ['d'] }] };
  expect(shown({ heading: 'A', sections: [{ heading: 'B', isFolded: true, texts: ['b'] }, inner] })).toBe(
    '<h3>A</h3><details class="part"><summary>B</summary><div class="card"><p>b</p></div></details>' +
      '<section class="part"><h4>C</h4><section class="part"><h5>D</h5><div class="card"><p>d</p></div></section></section>',
  );
});

test('a section may be folded as a whole', () => {
  expect(shown({ heading: 'A', isFolded: true, texts: ['a'] })).toBe(
    '<h3>A</h3><details><summary>Show</summary><div class="card"><p>a</p></div></details>',
  );
});

test('a tone is a class, and shades a cell that it fills alone', () => {
  expect(phrase({ text: 'met', tone: 'good' }).join('')).toBe('<span class="tone good">met</span>');
  const rows = [[{ text: 'stopped', tone: 'bad' } as const, ['of ', { text: 'x', tone: 'bad' } as const]]];
  expect(shown({ heading: 'T', table: { columns: ['A', ['B', 'short']], groups: [{ rows }] } })).toContain(
    '<td class="shade-bad"><span class="tone bad">stopped</span></td><td class="short">of<span class="tone bad">x</span></td>',
  );
});
