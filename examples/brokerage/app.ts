import { App, Validations } from 'aws-cdk-lib';
import { policies } from 'cdk-resilience';
import { addFragileBrokerage } from './fragile';
import { addResilientBrokerage } from './resilient';
import { addBrokerageWithBlocks } from './with-blocks';

const versions: Record<string, (app: App) => void> = {
  fragile: addFragileBrokerage,
  resilient: addResilientBrokerage,
  'with-blocks': addBrokerageWithBlocks,
};

const app = new App();
Validations.of(app).addPlugins(new policies.ResilienceChecks(app));

const version = String(app.node.tryGetContext('version') ?? 'resilient');
const addBrokerage = Object.hasOwn(versions, version) ? versions[version] : undefined;
if (addBrokerage) {
  addBrokerage(app);
} else {
  process.stderr.write(
    `Unknown version "${version}" of the brokerage: use -c version=fragile or -c version=resilient.\n`,
  );
  process.exit(1);
}
