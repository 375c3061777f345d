import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One property: what it wraps its value in (from outside in), and the converters of what is inside. */
interface Property {
  readonly wrappers: readonly ('list' | 'map')[];
  readonly inside: readonly string[];
}

/** Name of a converter -> property name in the template -> property. */
type Converters = ReadonlyMap<string, ReadonlyMap<string, Property>>;

/**
 * The CloudFormation types that the installed aws-cdk-lib knows, read from the source of its L1 constructs: each has
 * a function that turns its properties into those of the template, name by name
 * (`{Subnets:cdk().listMapper(cdk().stringToCloudFormation)(properties.subnets),...}`), and so has each object in it.
 */
export class CloudFormationTypes {
  private readonly types = new Map<string, { converters: Converters; root: string }>();

  constructor(library = dirname(require.resolve('aws-cdk-lib/package.json'))) {
    for (const service of readdirSync(library)) {
      const folder = join(library, service, 'lib');
      const file = existsSync(folder) && readdirSync(folder).find((name) => /^[a-z0-9]+\.generated\.js$/.test(name));
      if (file) this.read(readFileSync(join(folder, file), 'utf8'));
    }
  }

  public get size(): number {
    return this.types.size;
  }

  /** What is wrong with a type, if it is not known. */
  public checkType(type: string): string | undefined {
    return this.types.has(type) ? undefined : `${type}: no such type`;
  }

  /** What is wrong with a property path of a type, if it leads nowhere. A path may stop before its end. */
  public checkPath(type: string, path: string): string | undefined {
    const { converters, root } = this.types.get(type)!;
    let inside: readonly string[] = [root];
    let open: ('list' | 'map')[] = [];
    for (const step of path.replaceAll('[]', '.[]').split('.')) {
      if (step === '[]' || step === '*') {
        if (open.shift() !== (step === '*' ? 'map' : 'list')) return `${type} ${path}: ${step} does not fit`;
        continue;
      }
      if (open.length > 0) return `${type} ${path}: ${step} stands in a ${open[0]}`;
      const found = inside.map((name) => converters.get(name)?.get(step)).find((each) => each !== undefined);
      if (found === undefined) return `${type} ${path}: no ${step}`;
      ({ inside } = found);
      open = [...found.wrappers];
    }
    return undefined;
  }

  private read(source: string): void {
    const converters = new Map<string, ReadonlyMap<string, Property>>();
    const functions = /function (convertCfn\w+ToCloudFormation)\(properties\)\{(.*?)\}function /g;
    for (const [, name, body] of source.matchAll(functions)) {
      const properties = /[{,]"?(\w+)"?:((?:(?!properties\.).)+?)\(properties\.\w+\)/g;
      converters.set(name!, new Map([...body!.matchAll(properties)].map(([, key, code]) => [key!, property(code!)])));
    }
    for (const [, name, type] of source.matchAll(/class (Cfn\w+) extends .*?CFN_RESOURCE_TYPE_NAME="([\w:]+)"/g)) {
      this.types.set(type!, { converters, root: `convert${name}PropsToCloudFormation` });
    }
  }
}

function property(code: string): Property {
  return {
    wrappers: code.startsWith('cdk().unionMapper')
      ? []
      : [...code.matchAll(/(list|hash)Mapper/g)].map(([, name]) => (name === 'hash' ? 'map' : 'list')),
    inside: code.match(/convertCfn\w+ToCloudFormation/g) ?? [],
  };
}
