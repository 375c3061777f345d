import { decodeText } from './text-decode';
import { LineTable, type SourcePosition } from './text-position';
import { loadYaml, type YamlListener } from './yaml-load';
import { PlainScalar } from './yaml-schema';

/** A key or list element: where it stands and what it holds. */
interface Place {
  readonly offset: number | undefined;
  readonly value: unknown;
}

/** Between a key and its offset. */
const SEPARATOR = '\0';

/**
 * A scalar and where it begins. As a key it takes its offset along, so that the mapping js-yaml builds
 * from it holds the offsets of its keys.
 */
class PlacedScalar {
  constructor(
    private readonly text: string,
    public readonly offset: number,
  ) {}

  public toString(): string {
    return this.text + SEPARATOR + this.offset;
  }

  /** js-yaml refuses to make a key of an instance of anything called `Object`. */
  public get [Symbol.toStringTag](): string {
    return 'PlacedScalar';
  }
}

/**
 * Where the keys of a template stand in its text. The text is read when the first line is asked for, by
 * the parser that reads templates, so the two agree on what it holds. A text that cannot be read has no lines.
 */
export class SourceLines {
  private readonly offsets = new Map<object, number>();
  private readonly places = new Map<object, ReadonlyMap<string, Place>>();
  private text?: string;
  private table?: LineTable;
  private root?: Place;

  /** @param input what is in the file, JSON or YAML */
  constructor(private readonly input: string | Uint8Array) {}

  /**
   * The place of a key or list element, or of the nearest one around it that is written in the text.
   *
   * @param path the keys and indices from the top of the template, such as `['Resources', 'Db', 'Properties']`
   */
  public positionOf(path: readonly (string | number)[]): SourcePosition | undefined {
    const offset = this.offsetOf(path);
    if (offset === undefined) return undefined;
    this.table ??= new LineTable(this.text!);
    return this.table.at(offset);
  }

  /**
   * The same place as an offset in the text, not counting a byte order mark.
   *
   * @param path the keys and indices from the top of the template
   */
  public offsetOf(path: readonly (string | number)[]): number | undefined {
    let place = (this.root ??= this.read());
    let offset = place.offset;
    for (const key of path) {
      const next = this.placesIn(place.value).get(String(key));
      if (next === undefined) break;
      place = next;
      offset = place.offset ?? offset;
    }
    return offset;
  }

  private read(): Place {
    try {
      this.text = decodeText(this.input, '');
      const value = loadYaml(this.text, this.listener()).find((document) => document !== null);
      return { offset: this.offsetOfValue(value) ?? 0, value };
    } catch {
      return { offset: undefined, value: undefined };
    }
  }

  /** Replaces each scalar by one that knows its place, and notes the places of lists and mappings. */
  private listener(): YamlListener {
    const starts: number[] = [];
    return (event, state) => {
      if (event === 'open') {
        starts.push(state.position);
        return;
      }
      const start = starts.pop()!;
      const result: unknown = state.result;
      if (typeof result === 'string' || result instanceof PlainScalar) {
        state.result = new PlacedScalar(String(result), start);
      } else if (typeof result === 'object' && result !== null && !this.offsets.has(result)) {
        this.offsets.set(result, start);
      }
    };
  }

  private placesIn(value: unknown): ReadonlyMap<string, Place> {
    if (typeof value !== 'object' || value === null) return new Map();
    let places = this.places.get(value);
    if (places === undefined) {
      places = Array.isArray(value) ? this.elementsOf(value) : this.keysOf(value);
      this.places.set(value, places);
    }
    return places;
  }

  private elementsOf(list: readonly unknown[]): Map<string, Place> {
    return new Map(list.map((value, index) => [String(index), { offset: this.offsetOfValue(value), value }]));
  }

  /** Of several equal keys the last in the text counts, and a key of the mapping before one from `<<`. */
  private keysOf(mapping: object): Map<string, Place> {
    const places = new Map<string, Place>();
    for (const [placed, value] of Object.entries(mapping)) {
      const end = placed.lastIndexOf(SEPARATOR);
      const key = end === -1 ? placed : placed.slice(0, end);
      // The long form of a short form's name is not written: it stands where the short form does.
      const place = { offset: end === -1 ? undefined : Number(placed.slice(end + 1)), value };
      if ((places.get(key)?.offset ?? -1) <= (place.offset ?? 0)) places.set(key, place);
    }
    return places;
  }

  private offsetOfValue(value: unknown): number | undefined {
    if (value instanceof PlacedScalar) return value.offset;
    return typeof value === 'object' && value !== null ? this.offsets.get(value) : undefined;
  }
}
