/** A place in a text, counted from 1 as editors do. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets in one text into lines and columns. */
export class LineTable {
  private readonly starts: number[] = [0];

  /** @param text the text the offsets are in */
  constructor(private readonly text: string) {
    for (const lineBreak of text.matchAll(/\r\n?|\n/g)) this.starts.push(lineBreak.index + lineBreak[0].length);
  }

  /**
   * The line and column of an offset; one beyond the text is taken as its end.
   *
   * @param offset the offset, counted from 0 in UTF-16 units
   */
  public at(offset: number): SourcePosition {
    const inside = Math.min(Math.max(offset, 0), this.text.length);
    let first = 0;
    let last = this.starts.length - 1;
    while (first < last) {
      const middle = Math.ceil((first + last) / 2);
      if (this.starts[middle]! <= inside) first = middle;
      else last = middle - 1;
    }
    return { line: first + 1, column: inside - this.starts[first]! + 1 };
  }
}
