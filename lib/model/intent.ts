import { readAcceptance, type DeclaredAcceptance } from '../intent/schema/acceptance';
import { readExternalDependency, type DeclaredExternalDependency } from '../intent/schema/external-dependency';
import { DeclarationError, Fields } from '../intent/schema/fields';
import { readJourney, type DeclaredJourney } from '../intent/schema/journey';
import { ACCEPTANCE, EXTERNAL_DEPENDENCY, JOURNEY, POLICY, TEMPLATE_KEY } from '../intent/schema/keys';
import { readPolicy, type DeclaredPolicy } from '../intent/schema/policy';
import type { Application } from './application';
import { InputError } from './input-error';
import type { Resource } from './resource';
import { constructScope, scopesAround, templateScope, type Scope } from './scopes';
import type { ConstructMetadata, Stack } from './stack';
import { isObject, type Json } from './values';

/** Something that was declared, and where. */
export interface Declared<T> {
  readonly scope: Scope;
  readonly data: T;
}

/**
 * What the business asks of an application: the metadata of its constructs, and what a team without CDK writes into
 * the `Metadata` of a template or a resource.
 */
export class Intent {
  public readonly acceptances: Declared<DeclaredAcceptance>[] = [];
  public readonly journeys: Declared<DeclaredJourney>[] = [];
  public readonly externalDependencies: Declared<DeclaredExternalDependency>[] = [];

  /** By key of their scope. */
  private readonly policies = new Map<string, DeclaredPolicy>();

  /**
   * @param application what it is asked of
   * @throws InputError when a declaration is malformed, naming the template and the place in it
   */
  constructor(application: Application) {
    const declaring = new Map<string, readonly [ConstructMetadata, Stack]>();
    for (const metadata of new Set(application.stacks.map(({ source }) => source.metadata))) {
      const stack = application.stacks.find(({ source }) => source.metadata === metadata) as Stack;
      for (const [path, construct] of metadata ?? []) {
        // What is declared above the stacks stands in the metadata of each.
        if (construct.intent !== undefined) declaring.set(path, [construct, stack]);
      }
    }
    for (const [path, [construct, stack]] of declaring) this.readConstruct(path, construct, stack);
    for (const stack of application.stacks) {
      this.readTemplate(stack);
      for (const resource of stack.resources.values()) this.readResource(resource);
    }
  }

  /** The policy that holds for a resource, or for a stack as a whole: the nearest around it. */
  public policyOf(stack: Stack, resource?: Resource): DeclaredPolicy | undefined {
    if (this.policies.size === 0) return undefined;
    for (const key of scopesAround(stack, resource)) {
      const policy = this.policies.get(key);
      if (policy !== undefined) return policy;
    }
    return undefined;
  }

  /** The policy that holds for a journey: its own, or the nearest around it. */
  public policyOfJourney({ scope, data }: Declared<DeclaredJourney>): DeclaredPolicy | undefined {
    if (data.policy !== undefined) return data.policy;
    if (scope.stack !== undefined) return this.policyOf(scope.stack);
    for (let path = scope.constructPath ?? ''; ; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
      const policy = this.policies.get(constructScope(path).key);
      if (policy !== undefined || path === '') return policy;
    }
  }

  private readConstruct(path: string, { intent = {} }: ConstructMetadata, { templatePath }: Stack): void {
    const scope = constructScope(path);
    const read = <T>(kind: string, reader: (data: unknown, place: string, author: 'assembly') => T): T[] =>
      (intent[kind] ?? []).map((data) => {
        const place = `${kind} of ${path === '' ? 'the App' : path}`;
        return readable(templatePath, () => reader(data, place, 'assembly'), 'Synthesize the app again');
      });
    const policy = read(POLICY, readPolicy).at(-1);
    if (policy !== undefined) this.policies.set(scope.key, policy);
    this.acceptances.push(...read(ACCEPTANCE, readAcceptance).map((data) => ({ scope, data })));
    this.journeys.push(...read(JOURNEY, readJourney).map((data) => ({ scope, data })));
    this.externalDependencies.push(
      ...read(EXTERNAL_DEPENDENCY, readExternalDependency).map((data) => ({ scope, data })),
    );
  }

  private readTemplate(stack: Stack): void {
    const raw = declaredIn(stack.template.Metadata);
    if (raw === undefined) return;
    readable(stack.templatePath, () => {
      const place = `Metadata.${TEMPLATE_KEY}`;
      const known = ['policy', 'acceptances', 'journeys', 'externalDependencies'];
      const fields = new Fields(raw, place, known, 'person');
      const scope = templateScope(stack);
      this.readBoth(fields, scope);
      for (const data of fields.list('externalDependencies', (entry, at) =>
        readExternalDependency(entry, at, 'person'),
      )) {
        this.externalDependencies.push({ scope, data });
      }
      for (const data of fields.list('journeys', (entry, at) => this.readJourney(entry, at, stack))) {
        this.journeys.push({ scope, data });
      }
    });
  }

  private readResource(resource: Resource): void {
    const raw = declaredIn(resource.raw.Metadata);
    if (raw === undefined) return;
    const { stack } = resource;
    const place = `Resources.${resource.id}.Metadata.${TEMPLATE_KEY}`;
    readable(stack.templatePath, () => {
      this.readBoth(new Fields(raw, place, ['policy', 'acceptances'], 'person'), templateScope(stack, resource));
    });
  }

  /** What a template and a resource may declare alike. */
  private readBoth(fields: Fields, scope: Scope): void {
    if (fields.has('policy'))
      this.policies.set(scope.key, readPolicy(fields.raw('policy'), fields.at('policy'), 'person'));
    for (const data of fields.list('acceptances', (entry, at) => readAcceptance(entry, at, 'person'))) {
      this.acceptances.push({ scope, data });
    }
  }

  /** By hand, a journey names resources by their logical ids: those must be there. */
  private readJourney(entry: unknown, place: string, stack: Stack): DeclaredJourney {
    const own = this.externalDependencies.filter(({ scope }) => scope.stack === stack);
    const external = new Map(own.map(({ data: { name, criticality } }) => [name, criticality]));
    const journey = readJourney(entry, place, 'person', (on) => external.get(on) ?? 'HARD');
    const named = [
      ...journey.entryPoints.map((id, i) => [`entryPoints[${i}]`, id, false] as const),
      ...journey.dependsOn.map(({ on }, i) => [`dependsOn[${i}]`, on, true] as const),
      ...journey.exclude.map((id, i) => [`exclude[${i}]`, id, false] as const),
    ];
    for (const [field, id, mayBeExternal] of named) {
      if (stack.resources.has(id) || stack.isLeftOut(id) || (mayBeExternal && external.has(id))) continue;
      const others = mayBeExternal ? ' and no external dependency' : '';
      throw new DeclarationError(
        `${place}.${field}`,
        `names '${id}'; the template has no resource${others} of this name`,
      );
    }
    return journey;
  }
}

function declaredIn(metadata: Json | undefined): Json | undefined {
  return isObject(metadata) ? metadata[TEMPLATE_KEY] : undefined;
}

function readable<T>(file: string, read: () => T, remedy?: string): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DeclarationError)) throw error;
    throw new InputError(file, error.message, remedy);
  }
}
