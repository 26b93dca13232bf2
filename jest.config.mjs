// One jest, projects by what they test. Backend and browser tests run the TypeScript as it is: jest strips the types, nothing is transformed.
export default {
  projects: [
    {
      displayName: 'backend',
      rootDir: 'backend',
      testEnvironment: 'node',
      extensionsToTreatAsEsm: ['.ts'],
      transform: {},
      testMatch: ['<rootDir>/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/'],
    },
    {
      displayName: 'iac',
      rootDir: 'iac',
      testEnvironment: 'node',
      extensionsToTreatAsEsm: ['.ts'],
      transform: {},
      testMatch: ['<rootDir>/**/*.test.ts'],
      testPathIgnorePatterns: [
        '/node_modules/',
        '<rootDir>/containers/',
        '<rootDir>/tests/applied-',
        '<rootDir>/operations/deploy.test.ts',
      ],
    },
    {
      // Environments that are applied to an emulated AWS: minutes of waiting, so they have a script of their own.
      displayName: 'cloud',
      rootDir: 'iac',
      testEnvironment: 'node',
      extensionsToTreatAsEsm: ['.ts'],
      transform: {},
      testMatch: ['<rootDir>/tests/applied-*.test.ts', '<rootDir>/operations/deploy.test.ts'],
    },
    {
      displayName: 'containers',
      rootDir: 'iac/containers',
      testEnvironment: 'node',
      extensionsToTreatAsEsm: ['.ts'],
      transform: {},
      testMatch: ['<rootDir>/**/*.test.ts'],
    },
    '<rootDir>/ui/jest.config.mjs',
    {
      displayName: 'browser',
      rootDir: 'ui/e2e',
      testEnvironment: 'node',
      extensionsToTreatAsEsm: ['.ts'],
      transform: {},
      testMatch: ['<rootDir>/**/*.test.ts'],
    },
  ],
  testTimeout: 60_000,
  maxWorkers: 2,
};
