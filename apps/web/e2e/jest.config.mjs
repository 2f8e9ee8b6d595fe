/** The browser's own project: whole products are started for it, so it runs by itself, one file after the other. */
export default {
  testEnvironment: 'node',
  testMatch: ['**/*.e2e.spec.mjs'],
  transform: {},
  testTimeout: 120_000,
  bail: 1,
};
