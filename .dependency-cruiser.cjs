/** Who may import whom. The packages' own package.json files keep the rest apart. */
const lib = (name) => `^libs/${name}/`;

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or lack a third.',
      severity: 'error',
      // entities point at each other by type; the ORM resolves that late
      from: { pathNot: '\\.entity\\.ts$' },
      to: { circular: true },
    },
    {
      name: 'meet-at-the-contract',
      comment: 'A module shows the others its contract folder and its Nest module, nothing else.',
      severity: 'error',
      from: { path: '^apps/api/src/modules/([^/]+)/' },
      to: {
        path: '^apps/api/src/modules/',
        pathNot: ['^apps/api/src/modules/$1/', '/contract/', '\\.module\\.ts$'],
      },
    },
    {
      name: 'platform-knows-no-business',
      severity: 'error',
      from: { path: '^apps/api/src/platform/' },
      to: { path: ['^apps/api/src/modules/', '^libs/(?!money|calendar)'] },
    },
    {
      name: 'connectors-only-in-providers',
      severity: 'error',
      from: { path: '^apps/api/src/', pathNot: '^apps/api/src/modules/providers/' },
      to: { path: '^libs/providers/' },
    },
    {
      name: 'money-and-calendar-stand-alone',
      severity: 'error',
      from: { path: '^libs/(money|calendar)/' },
      to: { path: '^(libs|apps)/', pathNot: '^libs/$1/' },
    },
    {
      name: 'pure-libraries-know-money-and-calendar',
      severity: 'error',
      from: { path: '^libs/(interest|dunning|provider-kit)/' },
      to: { path: '^(libs|apps)/', pathNot: [lib('$1'), lib('money'), lib('calendar')] },
    },
    {
      name: 'pure-libraries-do-no-io',
      severity: 'error',
      from: { path: '^libs/(money|calendar|dunning|interest)/src/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'providers-know-the-kit-only',
      severity: 'error',
      from: { path: '^libs/providers/([^/]+)/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^(libs|apps)/',
        pathNot: [lib('providers/$1'), lib('provider-kit'), lib('money'), lib('calendar')],
      },
    },
    {
      name: 'web-shared-knows-no-feature',
      severity: 'error',
      from: { path: '^apps/web/src/shared/' },
      to: { path: '^apps/web/src/features/' },
    },
    {
      name: 'web-features-meet-by-route-name',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'web-knows-only-its-libraries',
      severity: 'error',
      from: { path: '^apps/web/src/' },
      to: { path: '^(libs|apps)/', pathNot: ['^apps/web/', '^libs/(api-client|money|calendar)/'] },
    },
    {
      name: 'nobody-imports-an-app',
      comment: 'Tests of the api and the connectors run against the sandbox.',
      severity: 'error',
      from: {
        path: '^(apps/([^/]+)|libs)/',
        pathNot: '\\.spec\\.ts$|^apps/[^/]+/(test|e2e|bench)/',
      },
      to: { path: '^apps/', pathNot: '^apps/$2/' },
    },
    {
      name: 'product-code-knows-no-test',
      severity: 'error',
      from: { path: '^(apps|libs)/.*/src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '\\.spec\\.ts$|^apps/[^/]+/test/' },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/|\\.d\\.ts$|^apps/api/src/metadata\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.vue', '.json'],
    },
  },
};
