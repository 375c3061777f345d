/** An answer to a yes-or-no question that deployment may have a say in. */
export type Answer = 'yes' | 'no' | 'unknown';

/** `yes` if one is; the rest is not asked then. */
export function any<T>(items: Iterable<T>, ask: (item: T) => Answer): Answer {
  let answer: Answer = 'no';
  for (const item of items) {
    const own = ask(item);
    if (own === 'yes') return 'yes';
    if (own === 'unknown') answer = 'unknown';
  }
  return answer;
}

/** `no` if one is not; the rest is not asked then. */
export function all<T>(items: Iterable<T>, ask: (item: T) => Answer): Answer {
  return not(any(items, (item) => not(ask(item))));
}

export function not(answer: Answer): Answer {
  if (answer === 'unknown') return 'unknown';
  return answer === 'yes' ? 'no' : 'yes';
}
