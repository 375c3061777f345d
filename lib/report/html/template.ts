import { visible } from '../text';

/** Markup that may stand in a page as it is. */
export class Markup {
  private constructor(private readonly text: string) {}

  /** Takes a text for markup: constants of ours, never anything that was read. */
  public static trusted(text: string): Markup {
    return new Markup(text);
  }

  public toString(): string {
    return this.text;
  }
}

/** What may be put into a template: texts are escaped, lists are put one after the other, nothing is left out. */
export type Slot = Markup | string | number | false | undefined | readonly Slot[];

/** Makes markup. What is put in is escaped, for elements and for quoted attributes alike. */
export function html(parts: TemplateStringsArray, ...slots: readonly Slot[]): Markup {
  return Markup.trusted(parts.reduce((made, part, i) => made + filled(slots[i - 1]) + part));
}

function filled(slot: Slot): string {
  if (slot === undefined || slot === false) return '';
  if (slot instanceof Markup) return slot.toString();
  return Array.isArray(slot) ? slot.map(filled).join('') : escaped(String(slot));
}

function escaped(text: string): string {
  return visible(text).replace(/[&<>"'`]/g, (each) => `&#${each.charCodeAt(0)};`);
}
