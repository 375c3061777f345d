// Preloaded into the Node.js behind the packages of other languages: writes what it has loaded when it ends.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const files = Object.keys(require.cache);
  // The runtime starts a second process that does the work; the first loads nothing of ours.
  if (files.some((file) => file.includes('/cdk-resilience/')))
    writeFileSync(process.env.LOADED_MODULES, JSON.stringify(files));
});
