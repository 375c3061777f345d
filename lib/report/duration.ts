const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/** A length of time in the two largest units that it has: `1 h 30 min`, `45 s`, `3 d`. */
export function durationInWords(seconds: number): string {
  if (seconds < 1) return seconds === 0 ? '0 s' : 'less than 1 s';
  // What is less than the second unit is rounded, so the first one may change by it.
  const first = UNITS.findIndex(([, size]) => seconds >= size);
  const least = UNITS[Math.min(first + 1, UNITS.length - 1)]![1];
  let rest = Math.round(seconds / least) * least;
  const parts: string[] = [];
  for (const [name, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count} ${name}`);
    rest -= count * size;
  }
  return parts.join(' ');
}
