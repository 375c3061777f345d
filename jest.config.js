// aws-cdk-lib's built-in CloudFormation validation starts a 9 MB WASM engine in every test file
// (about 1.5 s and 280 MB each). Policy packs still run. CDK_VALIDATION=true turns it back on.
process.env.CDK_VALIDATION ??= 'false';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Of the built package; `npm run test:package` runs them.
  testPathIgnorePatterns: ['<rootDir>/test/package/'],
  globalSetup: '<rootDir>/test/global-setup.js',
  globalTeardown: '<rootDir>/test/global-teardown.js',
  moduleNameMapper: {
    '^cdk-resilience$': '<rootDir>/lib/index.ts',
    '^cdk-resilience/rules$': '<rootDir>/lib/rules.ts',
    '^cdk-resilience/policies$': '<rootDir>/policies/index.ts',
  },
  transform: { '^.+\\.ts$': ['ts-jest', {}] },
  collectCoverageFrom: ['lib/**/*.ts', 'policies/**/*.ts', 'bin/**/*.ts'],
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
};
