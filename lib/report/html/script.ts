/** What the page does beyond being read: it filters findings, and prints what is folded. Without it all is shown. */
export const SCRIPT = `
'use strict';
(() => {
  const form = document.getElementById('filter');
  const findings = [...document.querySelectorAll('[data-severity]')];
  const statements = [...document.querySelectorAll('.statement')];
  const apply = () => {
    const wanted = new FormData(form);
    const severities = wanted.getAll('severity');
    const matches = ({ dataset }) =>
      severities.includes(dataset.severity) &&
      ['status', 'rule', 'stack'].every((key) => wanted.get(key) === '' || wanted.get(key) === dataset[key]);
    let shown = 0;
    for (const each of findings) {
      each.hidden = !matches(each);
      if (!each.hidden) shown += 1;
    }
    for (const each of statements) each.hidden = each.querySelector('[data-severity]:not([hidden])') === null;
    form.querySelector('output').textContent = shown + ' of ' + findings.length + ' findings shown';
  };
  if (form !== null) {
    form.hidden = false;
    form.addEventListener('input', apply);
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('reset', () => setTimeout(apply));
    apply();
  }
  addEventListener('beforeprint', () => {
    for (const each of document.querySelectorAll('details')) each.open = true;
  });
})();
`;
