import type { Application } from './application';
import type { Resource } from './resource';
import { Unknown, type Settled } from './values';

const READER = 'Custom::CrossRegionExportReader';
const WRITER = 'Custom::CrossRegionExportWriter';

/** Whether a resource is CDK's reader of values from other Regions. */
export function isCrossRegionReader(resource: Resource): boolean {
  return resource.type === READER;
}

/**
 * What CDK's `crossRegionReferences` carries from one Region to another: the reader's attribute is the name of an
 * SSM parameter that the writer in the producing stack fills from `WriterProps.exports`.
 */
export function crossRegionImport(application: Application, reader: Resource, attribute: string): Settled {
  const region = reader.region;
  for (const writer of application.resources(WRITER)) {
    const target = writer.at('WriterProps.region').settled;
    if (region !== undefined && typeof target === 'string' && target !== region) continue;
    const value = writer.at('WriterProps.exports').key(attribute);
    if (value.isPresent) return value.settled;
  }
  const symbol = `${attribute} of ${reader.stack.environment}`;
  return new Unknown('the value comes from a stack outside of the application', symbol);
}
