import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';

/** A part of a JSON Schema. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** An interface as a JSON Schema: those that it refers to stand in its own `$defs`, doc comments are descriptions. */
export function schemaOf(file: string, name: string, pointer: string): Schema {
  const program = ts.createProgram([file], compilerOptions());
  const source = program.getSourceFile(file);
  const declared = source?.statements.find((each) => ts.isInterfaceDeclaration(each) && each.name.text === name);
  if (declared === undefined) throw new Error(`${file} declares no interface ${name}`);
  return new TypeSchemas(program.getTypeChecker(), pointer).root(declared as ts.InterfaceDeclaration);
}

function compilerOptions(): ts.CompilerOptions {
  const file = join(__dirname, '../tsconfig.json');
  const { config } = ts.parseConfigFileTextToJson(file, readFileSync(file, 'utf8')) as { config: object };
  return ts.parseJsonConfigFileContent(config, ts.sys, dirname(file)).options;
}

class TypeSchemas {
  private readonly names = new Map<ts.Symbol, string>();
  private readonly definitions = new Map<string, Schema>();

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly pointer: string,
  ) {}

  public root(declared: ts.InterfaceDeclaration): Schema {
    const type = this.checker.getTypeAtLocation(declared);
    const schema = this.objectOf(type, type.symbol);
    const names = [...this.definitions.keys()].sort();
    return { ...schema, $defs: Object.fromEntries(names.map((name) => [name, this.definitions.get(name)])) };
  }

  private of(type: ts.Type): Schema {
    if (type.isUnion()) return this.union(type.types);
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: this.checker.typeToString(type) === 'true' };
    if (type.flags & ts.TypeFlags.String) return { type: 'string' };
    // Times, counts, shares and ratings: nothing that is found is negative.
    if (type.flags & ts.TypeFlags.Number) return { type: 'number', minimum: 0 };
    if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
    if (this.checker.isArrayType(type)) {
      const [items] = this.checker.getTypeArguments(type as ts.TypeReference);
      return { type: 'array', items: this.of(items as ts.Type) };
    }
    const declaration = type.symbol?.declarations?.[0];
    if (declaration !== undefined && ts.isInterfaceDeclaration(declaration)) return this.reference(type, declaration);
    if (type.flags & ts.TypeFlags.Object) return this.objectOf(type);
    throw new Error(`no JSON: ${this.checker.typeToString(type)}`);
  }

  private union(types: readonly ts.Type[]): Schema {
    const known = types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
    const [only, other] = known;
    if (only !== undefined && other === undefined) return this.of(only);
    if (known.every(({ flags }) => flags & ts.TypeFlags.BooleanLiteral)) return { type: 'boolean' };
    // The compiler's own order hangs on what it has seen before.
    const literals = known
      .filter((each) => each.isStringLiteral())
      .map(({ value }) => value)
      .sort();
    const others = known.filter((each) => !each.isStringLiteral()).map((each) => this.of(each));
    const choice: Schema = literals.length === 1 ? { const: literals[0] } : { enum: literals };
    if (others.length === 0) return choice;
    return { anyOf: [...others, ...(literals.length > 0 ? [choice] : [])] };
  }

  private reference(type: ts.Type, declared: ts.InterfaceDeclaration): Schema {
    let name = this.names.get(type.symbol);
    if (name === undefined) {
      name = this.nameOf(declared);
      this.names.set(type.symbol, name);
      this.definitions.set(name, {});
      this.definitions.set(name, this.objectOf(type, type.symbol));
    }
    return { $ref: `${this.pointer}/$defs/${name}` };
  }

  /** Two interfaces of one name are told apart by their folders. */
  private nameOf(declared: ts.InterfaceDeclaration): string {
    const { text } = declared.name;
    if (!this.definitions.has(text)) return text;
    const folder = basename(dirname(declared.getSourceFile().fileName));
    return `${folder.charAt(0).toUpperCase()}${folder.slice(1)}${text}`;
  }

  private objectOf(type: ts.Type, named?: ts.Symbol): Schema {
    const members = this.checker.getPropertiesOfType(type);
    const required = members.filter(({ flags }) => !(flags & ts.SymbolFlags.Optional)).map(({ name }) => name);
    return {
      ...describedBy(named, this.checker),
      type: 'object',
      properties: Object.fromEntries(members.map((member) => [member.name, this.member(member)])),
      ...(required.length > 0 && { required }),
    };
  }

  private member(member: ts.Symbol): Schema {
    const schema = this.of(this.checker.getTypeOfSymbol(member));
    return { ...describedBy(member, this.checker), ...schema };
  }
}

function describedBy(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): Schema {
  const said = ts.displayPartsToString(symbol?.getDocumentationComment(checker)).replaceAll(/\s*\n\s*/g, ' ');
  return said === '' ? {} : { description: said };
}
