/** The architecture, as rules. The comment of a rule is the message that a developer reads when breaking it. */
const TEST = '\\.(test|suite)\\.ts$|/test/|/testing/';
const role = (name) => `^backend/services/[^/]+/src/.+\\.${name}\\.ts$`;

module.exports = {
  forbidden: [
    {
      name: 'service-to-service',
      severity: 'error',
      comment: 'Services speak over gRPC or events. What two of them need goes into a lib.',
      from: { path: '^backend/services/([^/]+)/' },
      to: { path: '^backend/services/', pathNot: '^backend/services/$1/' },
    },
    {
      name: 'lib-to-service',
      severity: 'error',
      comment: 'Libs are below services; a lib that knows a service is part of it.',
      from: { path: '^backend/libs/', pathNot: `^backend/libs/testing/|${TEST}` },
      to: { path: '^backend/(services|embedded|local-aws)/' },
    },
    {
      name: 'local-aws-is-a-tool',
      severity: 'error',
      comment: 'The stand-ins are for laptops and tests: only the embedded start and tests may import them.',
      from: { path: '^backend/', pathNot: `^backend/(local-aws|embedded|libs/testing)/|${TEST}` },
      to: { path: '^backend/local-aws/' },
    },
    {
      name: 'testing-only-in-tests',
      severity: 'error',
      comment: '@tintype/testing starts a whole stack; it must not reach what runs in production.',
      from: { path: '^backend/', pathNot: `${TEST}|^backend/libs/testing/|/bench/` },
      to: { path: '^backend/libs/testing/' },
    },
    {
      name: 'feature-internals',
      severity: 'error',
      comment: 'Another feature is used through its entity, schema or gateway type, or extract one level up.',
      from: { path: '^backend/services/([^/]+)/src/([^/]+)/', pathNot: TEST },
      to: {
        path: '^backend/services/$1/src/([^/]+)/',
        // `reading/` is ground that the features of a service stand on: read models and their presenters.
        pathNot: ['^backend/services/$1/src/$2/', '\\.(entity|schema)\\.ts$', '^backend/services/[^/]+/src/reading/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'entity-is-the-bottom',
      severity: 'error',
      comment: 'Entities import entities and @tintype/database, nothing above them.',
      from: { path: role('entity') },
      to: { path: '^backend/', pathNot: '\\.entity\\.ts$|^backend/libs/database/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'logic-does-not-know-http',
      severity: 'error',
      comment: 'Commands, queries, policies and presenters run without a web server: take plain values.',
      from: { path: role('(command|query|policy|presenter)') },
      to: {
        path: '\\.routes\\.ts$|(^|/)node_modules/(koa|@koa)/|^backend/libs/http/',
        pathNot: '^backend/libs/http/src/(pagination|schema)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'routes-do-not-query',
      severity: 'error',
      comment: 'Routes call commands and queries; stores are not their business.',
      from: { path: role('routes') },
      to: {
        path: '(^|/)node_modules/(@mikro-orm|@aws-sdk)/|\\.(gateway|entity|policy)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'schema-is-data',
      severity: 'error',
      comment: 'A schema imports zod, the common shapes of @tintype/http/schema, and other schemas.',
      from: { path: role('schema') },
      to: {
        path: '^backend/',
        pathNot: '\\.schema\\.ts$|^backend/libs/http/src/schema\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'policy-and-presenter-are-pure',
      severity: 'error',
      comment: 'Policies and presenters take what they need as arguments: types only.',
      from: { path: role('(policy|presenter)') },
      to: { path: '^backend/', pathNot: '\\.(policy|presenter)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'logic-takes-gateways-as-arguments',
      severity: 'error',
      comment: 'Import the type of a gateway; dependencies.ts makes the value.',
      from: { path: role('(command|query|consumer)') },
      to: { path: '\\.gateway\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'entry-files',
      severity: 'error',
      comment: 'app.ts lists routes, service.ts puts the service together, main.ts runs it; nothing else imports them.',
      from: { path: '^backend/services/[^/]+/src/', pathNot: `/src/(app|service|main|index)\\.ts$|${TEST}` },
      to: { path: '\\.routes\\.ts$|/src/(app|main|service|dependencies)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'aws-only-in-gateways',
      severity: 'error',
      comment: 'The AWS SDK is imported by *.gateway.ts and libs/aws: the rest speaks Tintype.',
      from: { path: '^backend/(services|libs|embedded)/', pathNot: `\\.gateway\\.ts$|^backend/libs/aws/|${TEST}` },
      to: { path: '(^|/)node_modules/@aws-sdk/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Only entities may know each other in circles: their relations are declared lazily.',
      from: { pathNot: '\\.entity\\.ts$' },
      // A circle that only types close does not exist when the code runs.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'This import leads nowhere.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/generated/|\\.json$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.cjs'],
    },
  },
};
