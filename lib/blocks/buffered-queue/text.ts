/** Seconds for people: `45 s`, `12 min`, `1 h 10 min`, `4 d`; rounded up to what matters. */
export function period(seconds: number): string {
  if (seconds < 120) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  if (minutes < 48 * 60) return join(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.ceil(minutes / 60);
  return join(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

/** Seconds as days. */
export function days(seconds: number): string {
  return `${Number((seconds / 86_400).toFixed(2))} days`;
}

function join(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
