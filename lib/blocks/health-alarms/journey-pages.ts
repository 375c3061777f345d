import { CfnResource, Stack, Stage } from 'aws-cdk-lib';
import { CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';

/** Alarms make no resource part of a journey, and more of them come all the time. */
const ALARMS = new Set<string>([CfnAlarm.CFN_RESOURCE_TYPE_NAME, CfnCompositeAlarm.CFN_RESOURCE_TYPE_NAME]);

interface Pages {
  readonly home: IConstruct;
  readonly components: () => Iterable<CfnResource>;
  found?: ReadonlySet<CfnResource>;
}

/** What journeys page for. References decide it, and they may still come: it is looked for again when there is more. */
export class JourneyPages {
  private readonly all: Pages[] = [];
  private seen = 0;

  constructor(private readonly root: IConstruct) {}

  /**
   * @param home who pages; composite alarms see alarms of their own account and Region only
   * @param components what it pages for, from what is known at the time
   */
  public add(home: IConstruct, components: () => Iterable<CfnResource>): void {
    this.all.push({ home, components });
  }

  /** Forgets what it knows when resources were added since. */
  public refresh(): void {
    if (this.all.length === 0) return;
    const resources = this.root.node.findAll().filter((node) => CfnResource.isCfnResource(node));
    const count = resources.filter(({ cfnResourceType }) => !ALARMS.has(cfnResourceType)).length;
    if (count === this.seen) return;
    this.seen = count;
    for (const pages of this.all) delete pages.found;
  }

  /**
   * Whether a journey pages for a resource.
   *
   * @param home the stack of its alarms
   */
  public include(resource: CfnResource, home: Stack): boolean {
    return this.all.some((pages) => {
      const own = Stack.of(pages.home);
      if (own.environment !== home.environment || Stage.of(own) !== Stage.of(home)) return false;
      pages.found ??= new Set(pages.components());
      return pages.found.has(resource);
    });
  }
}
