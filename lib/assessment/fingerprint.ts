/**
 * A short name for a list of texts, 16 hexadecimal digits: the same for the same texts, on every machine. It tells
 * findings apart and protects nothing, so a plain hash (two of 32 bits, FNV-1a with different beginnings) will do.
 */
export function fingerprintOf(...texts: readonly string[]): string {
  const text = JSON.stringify(texts);
  let [a, b] = [0x811c9dc5, 0x9dc5811c];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ (code + i), 0x01000193);
  }
  return [a, b].map((half) => mix(half).toString(16).padStart(8, '0')).join('');
}

/** Spreads the last characters over all digits. */
function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}
