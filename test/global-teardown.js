const { rmSync } = require('node:fs');

module.exports = async () => {
  rmSync(globalThis.__CDK_TMP__, { recursive: true, force: true });
};
