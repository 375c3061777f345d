import { App, Validations } from 'aws-cdk-lib';
import { policies } from 'cdk-resilience';
import { addFragileBrokerage } from './fragile';
import { addResilientBrokerage } from './resilient';
import { addPlainResilientBrokerage } from './resilient-plain';

const versions: Record<string, (app: App) => void> = {
  fragile: addFragileBrokerage,
  resilient: addResilientBrokerage,
  'resilient-plain': addPlainResilientBrokerage,
};

const app = new App();
Validations.of(app).addPlugins(new policies.ResilienceChecks(app));

const version = String(app.node.tryGetContext('version') ?? 'resilient');
const addBrokerage = Object.hasOwn(versions, version) ? versions[version] : undefined;
if (addBrokerage) {
  addBrokerage(app);
} else {
  const known = Object.keys(versions).map((each) => `-c version=${each}`);
  process.stderr.write(`Unknown version "${version}" of the brokerage: use ${known.join(' or ')}.\n`);
  process.exit(1);
}
