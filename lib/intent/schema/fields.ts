/** A declaration cannot be read. The message names the place in the declaration and what must stand there. */
export class DeclarationError extends Error {
  public override readonly name = 'DeclarationError';

  /**
   * @param place where it is: `journeys[0].surgeFactor`
   * @param problem what is wrong with it, a clause without a full stop
   */
  constructor(
    public readonly place: string,
    public readonly problem: string,
  ) {
    super(`${place} ${problem}`);
  }
}

/** Who wrote a declaration: people misspell keys; an assembly may come from a newer version that knows more of them. */
export type Author = 'person' | 'assembly';

/** Reads the fields of one object. Each reader throws a `DeclarationError` that names the field. */
export class Fields {
  private readonly data: { readonly [key: string]: unknown };

  /**
   * @param data what was declared
   * @param place how messages call it
   * @param known the keys it may have
   * @param author who wrote it
   */
  constructor(
    data: unknown,
    private readonly place: string,
    known: readonly string[],
    public readonly author: Author,
  ) {
    if (typeof data !== 'object' || data === null || Array.isArray(data))
      throw new DeclarationError(place, 'must be an object');
    this.data = data as { readonly [key: string]: unknown };
    const unknown = author === 'person' ? Object.keys(data).find((key) => !known.includes(key)) : undefined;
    if (unknown !== undefined) this.fail(unknown, `is not known; known are ${known.join(', ')}`);
  }

  public has(key: string): boolean {
    return Object.hasOwn(this.data, key) && this.data[key] !== undefined && this.data[key] !== null;
  }

  /** The value of a field as it was declared. */
  public raw(key: string): unknown {
    return this.has(key) ? this.data[key] : undefined;
  }

  public text(key: string): string {
    const value = this.raw(key);
    if (typeof value !== 'string' || value.trim() === '') this.fail(key, 'must be a text');
    return value;
  }

  public number(key: string, atLeast: number): number {
    const raw = this.raw(key);
    // CloudFormation's JSON often holds numbers as texts.
    const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
    if (typeof value !== 'number' || !Number.isFinite(value) || value < atLeast) {
      this.fail(key, `must be a number, at least ${atLeast}`);
    }
    return value;
  }

  /** A length of time in seconds, written as a number of seconds or in ISO 8601. */
  public seconds(key: string): number {
    const seconds = secondsOf(this.raw(key));
    if (seconds === undefined)
      this.fail(key, 'must be a number of seconds or an ISO 8601 duration such as PT15M or P1D');
    return seconds;
  }

  public oneOf<T extends string>(key: string, values: readonly T[]): T {
    const value = this.raw(key) as T;
    if (!values.includes(value)) this.fail(key, `must be one of ${values.join(', ')}`);
    return value;
  }

  /** A list, each entry read with its place; a missing one is empty. */
  public list<T>(key: string, read: (entry: unknown, place: string) => T): T[] {
    const value = this.raw(key) ?? [];
    if (!Array.isArray(value)) this.fail(key, 'must be a list');
    return (value as unknown[]).map((entry, i) => read(entry, `${this.at(key)}[${i}]`));
  }

  public texts(key: string): string[] {
    return this.list(key, (entry, place) => {
      if (typeof entry !== 'string' || entry.trim() === '') throw new DeclarationError(place, 'must be a text');
      return entry;
    });
  }

  /** How messages call a field. */
  public at(key: string): string {
    return `${this.place}.${key}`;
  }

  public fail(key: string, problem: string): never {
    throw new DeclarationError(this.at(key), problem);
  }
}

const ISO = /^P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Seconds of a number of them, or of days, hours, minutes and seconds in ISO 8601; `undefined` for anything else. */
export function secondsOf(raw: unknown): number | undefined {
  if (typeof raw === 'number') return Number.isFinite(raw) && raw >= 0 ? raw : undefined;
  if (typeof raw !== 'string') return undefined;
  if (/^\d+(\.\d+)?$/.test(raw)) return Number(raw);
  const match = /\d[DHMS]$/.test(raw) ? ISO.exec(raw) : null;
  if (match === null) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
