/** Without what binary fractions add: 0.1 + 0.2 is 0.3. */
export function tidy(value: number): number {
  return Number.isInteger(value) || !Number.isFinite(value) ? value : Number(value.toPrecision(12));
}

/** For people: at most two digits behind the point. */
function short(value: number): string {
  return String(Number(value.toFixed(2)));
}

export function rateText(value: number): string {
  return `${short(value)} requests a second`;
}

export function timesText(value: number): string {
  return `${short(value)} times`;
}

export function secondsText(value: number): string {
  return `${Number(value.toPrecision(2))} seconds`;
}

/** With a capital letter and a point. */
export function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

export function percentText(value: number): string {
  return `${short(value)} percent`;
}

/** `90 s`, `5 min`, `2 h`, `4 d`: whole units where it fits. */
export function durationText(seconds: number): string {
  const units: readonly (readonly [number, string])[] = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
  ];
  for (const [unit, name] of units) if (seconds >= unit && seconds % unit === 0) return `${seconds / unit} ${name}`;
  return `${Math.round(seconds)} s`;
}
