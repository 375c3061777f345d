import { InputError } from '../input-error';
import { LineTable } from './text-position';

/** Why a text cannot be read, and where; `inFile` makes the user's message of it. */
export class TextProblem extends Error {
  public override readonly name = 'TextProblem';

  /**
   * @param format what the text was read as
   * @param reason what is wrong, without a full stop
   * @param offset where in the text
   * @param remedy what the user can do, one sentence without a full stop
   */
  constructor(
    public readonly format: 'JSON' | 'YAML',
    public readonly reason: string,
    public readonly offset: number,
    public readonly remedy?: string,
  ) {
    super(reason);
  }

  /**
   * The message for the user.
   *
   * @param file the file as the user named it
   * @param text what is in it
   */
  public inFile(file: string, text: string): InputError {
    const { line, column } = new LineTable(text).at(this.offset);
    return new InputError(file, `cannot be read as ${this.format} at ${line}:${column}: ${this.reason}`, this.remedy);
  }
}
