/**
 * The input cannot be used: a file is missing, unreadable or not what it should be.
 * The message is for the user: it names the file, the place and, where there is one, the remedy.
 */
export class InputError extends Error {
  public override readonly name = 'InputError';

  /**
   * @param file the file or folder the problem is in, as the user named it
   * @param problem what is wrong, one sentence without a full stop
   * @param remedy what the user can do, one sentence without a full stop
   */
  constructor(
    public readonly file: string,
    public readonly problem: string,
    public readonly remedy?: string,
  ) {
    super(`${file}: ${problem}${remedy === undefined ? '' : `. ${remedy}`}`);
  }
}
