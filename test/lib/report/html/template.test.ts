import { html, Markup } from '../../../../lib/report/html/template';

describe('html', () => {
  test.each<[what: string, made: Markup, markup: string]>([
    [
      'text',
      html`<p>${'<b>"x" & \'y\' `z`</b>'}</p>`,
      '<p>&#60;b&#62;&#34;x&#34; &#38; &#39;y&#39; &#96;z&#96;&#60;/b&#62;</p>',
    ],
    ['an attribute', html`<a title="${'" onclick="x'}"></a>`, '<a title="&#34; onclick=&#34;x"></a>'],
    ['markup', html`<p>${html`<b>${'&'}</b>`}</p>`, '<p><b>&#38;</b></p>'],
    ['a list', html`${['a', html`<i></i>`, ['<']]}`, 'a<i></i>&#60;'],
    ['nothing', html`[${undefined}${false}${''}${[]}]`, '[]'],
    ['a number', html`${0}`, '0'],
    ['what looks like markup but is not', html`${{ toString: () => '<b>' } as unknown as string}`, '&#60;b&#62;'],
    ['hidden characters and line ends', html`${'a\u202eb\nc'}`, 'a\\u{202e}b c'],
    ['a constant', html`${Markup.trusted('<b>')}`, '<b>'],
  ])('%s', (_, made, markup) => expect(made.toString()).toBe(markup));
});
