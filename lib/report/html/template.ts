/** Markup that is safe to put into a page as it is. Only `html` makes it. */
export class Markup {
  /** @internal */
  constructor(private readonly text: string) {}

  public toString(): string {
    return this.text;
  }
}

/** What may stand in a template: texts are escaped, lists are put one after the other, nothing is left out. */
export type Slot = Markup | string | number | false | undefined | readonly Slot[];

/** Makes markup. Every text that is put in is escaped, for elements and for quoted attributes alike. */
export function html(parts: TemplateStringsArray, ...slots: readonly Slot[]): Markup {
  return new Markup(parts.reduce((made, part, i) => made + filled(slots[i - 1]) + part));
}

/** A text as it stands in markup. */
export function escaped(text: string): string {
  return text.replace(/[&<>"'`]/g, (each) => `&#${each.charCodeAt(0)};`);
}

function filled(slot: Slot): string {
  if (slot === undefined || slot === false) return '';
  if (slot instanceof Markup) return slot.toString();
  return typeof slot === 'object' ? slot.map(filled).join('') : escaped(String(slot));
}
