import type { Application } from './application';
import type { Resource } from './resource';
import { Unknown, type Settled } from './values';

/**
 * What CDK's `crossRegionReferences` carries from one Region to another: the reader's attribute is the name of an
 * SSM parameter that the writer in the producing stack fills from `WriterProps.exports`.
 */
export function crossRegionImport(application: Application, reader: Resource, attribute: string): Settled {
  const region = reader.region;
  for (const writer of application.resources('Custom::CrossRegionExportWriter')) {
    const target = writer.at('WriterProps.region').settled;
    if (region !== undefined && typeof target === 'string' && target !== region) continue;
    const value = writer.at('WriterProps.exports').key(attribute);
    if (value.isPresent) return value.settled;
  }
  return new Unknown('the value comes from a stack outside of the application', `cross-Region ${attribute}`);
}
