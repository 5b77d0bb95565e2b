/** The arrows of docs/architecture.md. A folder may import what stands right of its arrow, and nothing left of it. */
const tests = '(\\.test\\.tsx?$|^(testing|e2e)/)';
const rule = (name, comment, from, to, except = []) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: [tests, ...except] },
  to,
});

module.exports = {
  forbidden: [
    rule('no-circular', 'Two files that need each other are one thing.', '', {
      circular: true,
      viaOnly: { dependencyTypesNot: ['type-only'] },
    }),
    rule('core-is-pure', 'lib/core imports a decimal and a date library and nothing else.', '^lib/core/', {
      pathNot: ['^lib/core/', 'node_modules/(decimal\\.js|temporal-polyfill)/'],
    }),
    rule('contracts-know-core', 'Contracts are shapes: zod and lib/core.', '^lib/contracts/', {
      path: '^(app|components|db|inngest|scripts|lib/(actions|services|http|auth|lightspeed|platform))/',
    }),
    rule('queries-know-schema', 'A query is one SQL sentence.', '^db/(queries|schema)/', {
      path: '^(app|components|inngest|scripts|lib/(actions|services|http|auth|lightspeed))/',
    }),
    rule('services-know-no-edge', 'A service does not know who calls it.', '^lib/services/', {
      path: '^(app|components|inngest|scripts|lib/(actions|http|lightspeed))/',
    }),
    rule(
      'lightspeed-knows-ports',
      'The vendor is understood behind the port, without database or pages.',
      '^lib/lightspeed/',
      {
        path: '^(app|components|inngest|db/queries|lib/(actions|http))/',
      },
    ),
    rule('actions-know-services', 'Actions translate; they draw nothing.', '^lib/(actions|http)/', {
      path: '^(app|components|scripts)/',
    }),
    rule(
      'components-ask-actions',
      'A component reaches the server through actions and GET routes.',
      '^components/',
      {
        path: '^(app|db|inngest|scripts|lib/(services|lightspeed|http|platform))/',
      },
    ),
    rule(
      'jobs-know-services',
      'A durable function says when and in what order; services say what.',
      '^inngest/functions/',
      {
        path: '^(app|components|scripts|lib/(actions|http|lightspeed))/',
      },
    ),
    rule(
      'local-server-stands-alone',
      'The local job server speaks the protocol; it knows no product.',
      '^inngest/local/',
      {
        path: '^(app|components|db/(queries|schema)|inngest/functions|lib/(actions|services|core|http|lightspeed))/',
      },
    ),
    rule(
      'simulator-stands-alone',
      'The simulator is the other side of the wire.',
      '^lib/lightspeed/simulator/',
      {
        path: '^(app|components|db|inngest|lib/(actions|services|core|contracts|http|auth)|lib/lightspeed/[^/]+\\.ts)',
      },
    ),
    rule(
      'no-scripts-in-product',
      'Scripts use the product, never the other way.',
      '^(app|components|lib|inngest|db)/',
      {
        path: '^scripts/',
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.next|\\.data|node_modules/\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
