const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

// Every `new App()` makes a cdk.out folder under the temp folder: keep them in one that global-teardown removes.
module.exports = async () => {
  process.env.TMPDIR = globalThis.__CDK_TMP__ = mkdtempSync(join(tmpdir(), 'cdk-resilience-test-'));
};
