/**
 * Characters that are not seen but act: they steer terminals, or show a text in another order than it has.
 * The joiners that scripts and emoji are written with are left alone.
 */
const HIDDEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text of unknown origin as one line in which nothing is hidden. */
export function visible(text: string): string {
  return text
    .replace(/\s*[\r\n\t]\s*/g, ' ')
    .replace(HIDDEN, (hidden) => `\\u{${(hidden.codePointAt(0) as number).toString(16)}}`);
}

/** Breaks a text into lines, between words only: a word that is too long has a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Whether a text is an address that a reader may follow. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s"'<>]+$/.test(text);
}

/** A text as a sentence: it begins with a capital letter, unless that would change a name, and ends with a full stop. */
export function sentence(text: string): string {
  const start = /^[a-z]+(?=[ ,.]|$)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
