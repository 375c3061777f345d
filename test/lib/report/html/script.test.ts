import { runInNewContext } from 'node:vm';
import { SCRIPT } from '../../../../lib/report/html/script';

interface Row {
  readonly dataset: {
    readonly severity: string;
    readonly status: string;
    readonly rule: string;
    readonly stack: string;
  };
  hidden: boolean;
}

/** As much of a page as the script touches. */
class Page {
  public readonly rows: Row[] = [
    ['error', 'open', 'OneZone', 'Data'],
    ['warning', 'open', 'OneZone', 'Web'],
    ['error', 'accepted', 'NoBackup', 'Data'],
  ].map(([severity = '', status = '', rule = '', stack = '']) => ({
    dataset: { severity, status, rule, stack },
    hidden: false,
  }));
  public readonly cards = ['OneZone', 'NoBackup'].map((rule) => ({
    hidden: false,
    querySelector: () => this.rows.find((row) => row.dataset.rule === rule && !row.hidden) ?? null,
  }));
  public readonly folded = [{ open: false }];
  public readonly output = { textContent: '' };
  public wanted: Record<string, string | string[]> = {
    severity: ['error', 'warning'],
    status: '',
    rule: '',
    stack: '',
  };
  public readonly on = new Map<string, (event: unknown) => void>();
  public readonly form = {
    hidden: true,
    addEventListener: (name: string, listener: () => void) => this.on.set(name, listener),
    querySelector: () => this.output,
  };

  constructor(hasForm = true) {
    const { wanted } = { wanted: () => this.wanted };
    runInNewContext(SCRIPT, {
      document: {
        getElementById: (id: string) => (hasForm && id === 'filter' ? this.form : null),
        querySelectorAll: (selector: string) =>
          ({ '[data-severity]': this.rows, '.statement': this.cards, details: this.folded })[selector],
      },
      FormData: class {
        public get = (name: string) => wanted()[name];
        public getAll = this.get;
      },
      addEventListener: (name: string, listener: () => void) => this.on.set(name, listener),
      setTimeout: (run: () => void) => run(),
    });
  }

  public choose(wanted: Page['wanted']): void {
    this.wanted = { ...this.wanted, ...wanted };
    this.on.get('input')?.({});
  }
}

test.each<[wanted: Page['wanted'], hidden: boolean[], cards: boolean[], said: string]>([
  [{}, [false, false, false], [false, false], '3 of 3 findings shown'],
  [{ severity: ['warning'] }, [true, false, true], [false, true], '1 of 3 findings shown'],
  [{ severity: [] }, [true, true, true], [true, true], '0 of 3 findings shown'],
  [{ status: 'accepted' }, [true, true, false], [true, false], '1 of 3 findings shown'],
  [{ stack: 'Data' }, [false, true, false], [false, false], '2 of 3 findings shown'],
  [{ rule: 'OneZone', stack: 'Web' }, [true, false, true], [false, true], '1 of 3 findings shown'],
])('%j', (wanted, hidden, cards, said) => {
  const page = new Page();
  expect(page.form.hidden).toBe(false);
  page.choose(wanted);
  expect(page.rows.map((row) => row.hidden)).toEqual(hidden);
  expect(page.cards.map((card) => card.hidden)).toEqual(cards);
  expect(page.output.textContent).toBe(said);
});

test('a reset shows all again', () => {
  const page = new Page();
  page.choose({ severity: [] });
  page.wanted = { ...page.wanted, severity: ['error', 'warning'] };
  page.on.get('reset')?.({});
  expect(page.output.textContent).toBe('3 of 3 findings shown');
});

test('what is folded is printed, also on a page without findings', () => {
  const page = new Page(false);
  page.on.get('beforeprint')?.({});
  expect(page.folded).toEqual([{ open: true }]);
});
