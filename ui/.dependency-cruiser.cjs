/**
 * How the folders of the application may use each other. The comment of a rule is what a developer reads after
 * breaking it. Order, from the bottom: core and ui know neither each other nor anything above; pattern uses both;
 * features use all of these; layout stands around the features without knowing them.
 */
const inside = (folder) => `^src/app/${folder}/`;

module.exports = {
  forbidden: [
    {
      name: 'feature-to-feature',
      severity: 'error',
      comment: 'What two features need belongs one level up: in ui/, pattern/ or core/.',
      from: { path: '^src/app/features/([^/]+)/' },
      to: { path: inside('features'), pathNot: '^src/app/features/$1/' },
    },
    {
      name: 'ui-is-dumb',
      severity: 'error',
      comment: 'A component in ui/ renders inputs and emits outputs. Let its user fetch and decide.',
      from: { path: inside('ui') },
      to: { path: inside('(core|layout|pattern|features)') },
    },
    {
      name: 'core-is-headless',
      severity: 'error',
      comment: 'core/ holds no pages and no components: it must work without a screen.',
      from: { path: inside('core') },
      to: { path: inside('(ui|layout|pattern|features)') },
    },
    {
      name: 'pattern-is-below-features',
      severity: 'error',
      comment: 'A pattern is used by features, not the other way round.',
      from: { path: inside('pattern') },
      to: { path: inside('(layout|features)') },
    },
    {
      name: 'layout-is-eager',
      severity: 'error',
      comment: 'The layout is in the first load. Importing a feature or a pattern would pull its weight along.',
      from: { path: inside('layout') },
      to: { path: inside('(features|pattern)') },
    },
    {
      name: 'app-loads-routes-only',
      severity: 'error',
      comment: 'app.routes.ts knows the *.routes.ts of a feature and nothing else of it.',
      from: { path: '^src/app/app[^/]*\\.ts$' },
      to: { path: inside('features'), pathNot: '\\.routes\\.ts$' },
    },
    {
      name: 'features-do-not-know-the-layout',
      severity: 'error',
      comment: 'A page works in whatever frame it is put.',
      from: { path: inside('features') },
      to: { path: inside('layout') },
    },
    {
      name: 'generated-client-only',
      severity: 'error',
      comment: 'Features talk to the API through the generated functions; HttpClient is for core/.',
      from: { path: inside('(features|pattern|ui|layout)') },
      to: { path: 'node_modules/@angular/common/(fesm2022|types)/http' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two files that need each other are one file, or hide a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'The import leads nowhere.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.app.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/app/core/api/generated/fn/.*\\.spec\\.ts$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.js'],
    },
  },
};
