/**
 * One rule a room: what it may import of ours, and nothing else. Rooms stand in the order of docs/architecture.md, from what is seen down
 * to the floor; no arrow runs back up. Tests (`*.test.ts`) may use anything but a browser spec, and nobody uses a test.
 */
const TESTS = '\\.test\\.tsx?$';
const OURS = '^(app|components|db|e2e|inngest|lib|scripts|testing)/';

/** `may`: what the room may import beside itself. `except`: files that do not keep the rule yet, each with who removes it and since when. */
const room = (name, comment, path, may, except = []) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^(${path})`, pathNot: [TESTS, ...except] },
  to: { path: OURS, pathNot: `^(${[path, ...may].join('|')})` },
});
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const CORE = 'lib/core/';
const CONTRACTS = 'lib/contracts/';
const PLATFORM = 'lib/platform/';
const PORTS = 'lib/(ports|jobs/events)\\.ts';
const ERRORS = 'lib/errors/';
const FILES = 'lib/files/';
const SERVICES = 'lib/services/';
const RUNTIME = 'lib/runtime/';
const AUTH = 'lib/auth/';
const DB = 'db/';
const UI = 'components/ui/';
/** What components may know of the server: front doors, shapes, words and pure rules. */
const FRONT = ['lib/actions/', CONTRACTS, CORE, 'lib/i18n/'];

/** 2026-11-25: looks for the demo's person by SQL. */
const DEMO_WITH_SQL = ['^lib/demo/seed-demo\\.ts$'];

module.exports = {
  forbidden: [
    forbid(
      'no-circular',
      'Two files that need each other are one thing.',
      { path: '' },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),

    // lib: the floor
    forbid(
      'core-is-pure',
      'lib/core imports a decimal and a date library and nothing else.',
      { path: `^${CORE}`, pathNot: TESTS },
      { pathNot: [`^${CORE}`, 'node_modules/(decimal\\.js|temporal-polyfill)/'] },
    ),
    room('ports', 'The ports name shapes and events.', 'lib/ports\\.ts', ['lib/jobs/events\\.ts']),
    room('platform', 'The edge of the process: the floor knows ports and pure rules.', PLATFORM, [
      PORTS,
      CORE,
    ]),
    room('contracts', 'Shapes of the wire: zod and lib/core.', CONTRACTS, [CORE]),
    room('errors', 'Any error as the code it is told as.', ERRORS, [CORE, PLATFORM]),
    room('files', 'Tables as files: read within limits, and written.', FILES, [CORE, PLATFORM]),
    room('i18n', 'Words and figures for people.', 'lib/i18n/', [CORE, CONTRACTS]),
    room('jobs', 'Events, client and dispatcher of the job server.', 'lib/jobs/', [CORE, ERRORS, PLATFORM]),

    // lib: what is done
    room('services', 'A service does not know who calls it, nor which vendor it calls.', SERVICES, [
      ...[CORE, CONTRACTS, ERRORS, FILES, PLATFORM, PORTS, DB],
      // What is written to people who look at no page.
      'lib/i18n/(device-words|export-readme|mail-text|moment-text|notice-words)\\.ts',
    ]),
    forbid(
      'services-without-drizzle',
      'SQL stands in db/queries.',
      { path: `^${SERVICES}`, pathNot: TESTS },
      { path: 'node_modules/drizzle-orm/|^db/schema/' },
    ),
    room(
      'lightspeed',
      'The vendor is understood behind the port, without database or pages.',
      'lib/lightspeed/[^/]+\\.ts',
      [...[CORE, PLATFORM, PORTS]],
    ),
    room(
      'simulator',
      'The simulator is the other side of the wire: it knows nothing of the product.',
      'lib/lightspeed/simulator/',
      [],
    ),
    room('runtime', 'The only place that wires ports to what is behind them, and runs loops.', RUNTIME, [
      ...[CORE, ERRORS, PLATFORM, PORTS, 'lib/jobs/', 'lib/lightspeed/[^/]+\\.ts', SERVICES, DB],
    ]),
    room(
      'demo',
      'The demo restaurant: made by services alone, with the simulator behind HTTP.',
      'lib/demo/',
      [...[CORE, CONTRACTS, PLATFORM, RUNTIME, SERVICES, 'lib/lightspeed/simulator/']],
      DEMO_WITH_SQL,
    ),

    // lib: front doors
    room('auth', 'Who acts.', AUTH, [
      ...[CORE, CONTRACTS, ERRORS, PLATFORM, RUNTIME, SERVICES, 'db/queries/(people|sessions)\\.ts'],
    ]),
    room('http', 'Routes translate: parse, who are you, one service, the error as a code.', 'lib/http/', [
      ...[CORE, CONTRACTS, ERRORS, PLATFORM, RUNTIME, SERVICES, AUTH, 'db/(client|queries/idempotency)\\.ts'],
    ]),
    room('actions', 'Server actions translate as routes do; they draw nothing.', 'lib/actions/', [
      ...[CORE, CONTRACTS, ERRORS, PLATFORM, RUNTIME, SERVICES, AUTH, 'lib/demo/sample-restaurant\\.ts'],
    ]),

    // db
    room('schema', 'The database knows no code but the words of lib/core.', 'db/schema/', [CORE]),
    room('queries', 'A query is one SQL sentence.', 'db/queries/', ['db/', CORE]),
    room('db', 'Connections, roles and migrations.', 'db/[^/]+\\.ts', ['db/(schema|queries)/', CORE]),
    forbid(
      'db-takes-types-of-core',
      'The one arrow that runs back up: types. What computes or throws is a service.',
      { path: '^db/', pathNot: TESTS },
      { path: '^lib/', dependencyTypesNot: ['type-only'] },
    ),

    // inngest
    room(
      'functions',
      'A durable function says when and in what order; services say what.',
      'inngest/functions/',
      [...[CORE, ERRORS, 'lib/jobs/', RUNTIME, SERVICES]],
    ),
    room('local-server', 'The local job server speaks the protocol; it knows no product.', 'inngest/local/', [
      ...['inngest/signature\\.ts', 'db/connect\\.ts'],
    ]),
    room('inngest', 'The address of the jobs, and how they are made known.', 'inngest/[^/]+\\.ts', [
      ...['inngest/functions/', PLATFORM, 'lib/jobs/', RUNTIME, SERVICES],
    ]),

    // what is seen
    room('ui', 'Primitives know no page and no action.', UI, [CONTRACTS, CORE, 'lib/i18n/']),
    room('shell', 'The frame around the pages.', 'components/shell/', [UI, ...FRONT]),
    room('settings', 'Settings of a company.', 'components/settings/', [UI, ...FRONT]),
    room(
      'ledger',
      'Entries, their explanation and correction, and what a change would do.',
      'components/ledger/',
      [...[UI, ...FRONT]],
    ),
    room('inventory', 'Ingredients, recipes, storage units.', 'components/inventory/', [
      ...[UI, 'components/ledger/', ...FRONT],
    ]),
    room('stock', 'What is on hand, entered and counted.', 'components/stock/', [
      ...[UI, 'components/(ledger|inventory)/', ...FRONT],
    ]),
    room('imports', 'Files that come in and go out.', 'components/imports/', [UI, ...FRONT]),
    room('transfers', 'Days, runs, migration, reconciliation.', 'components/transfers/', [
      ...[UI, 'components/ledger/', ...FRONT],
    ]),
    room('setup', 'The way from an empty company to stock that keeps itself.', 'components/setup/', [
      ...[UI, 'components/transfers/', ...FRONT],
    ]),
    room('lightspeed-components', 'Connection, locations, items.', 'components/lightspeed/', [
      ...[UI, 'components/(ledger|inventory)/', ...FRONT],
    ]),
    room('app', 'Routes only.', 'app/', [
      ...[
        'components/',
        ...FRONT,
        AUTH,
        ERRORS,
        FILES,
        'lib/http/',
        PLATFORM,
        RUNTIME,
        SERVICES,
        'inngest/[^/]+\\.ts',
      ],
    ]),

    // what starts, proves or loads: uses all, is used by nobody
    room('stack', 'What the commands start and wait for; it wires no product.', 'scripts/stack/', [
      DB,
      PLATFORM,
    ]),
    room('scripts', 'The npm commands.', 'scripts/', [
      'lib/(demo|platform|runtime|services|lightspeed/simulator)/',
      DB,
      'inngest/local/',
    ]),
    room('testing', 'What only proves or loads.', 'testing/', ['lib/', DB, 'inngest/', 'scripts/']),
    room('e2e', 'Browser specs: the product as it is built and served.', 'e2e/', [
      'lib/',
      DB,
      'scripts/',
      'testing/',
    ]),
    room('root', 'Where Next and the test runners come in.', '[^/]+\\.tsx?', [
      ...['lib/(http|platform|runtime|i18n)/', 'inngest/[^/]+\\.ts', 'scripts/stack/'],
    ]),
    forbid(
      'no-test-is-used',
      'A test is run, not imported.',
      { path: '' },
      { path: '\\.(test|spec)\\.tsx?$' },
    ),
  ],
  required: [
    {
      name: 'pages-are-traced',
      comment: 'The failure of a page is told by the id of its request.',
      severity: 'error',
      module: { path: '^app/\\(manage\\)/.*/page\\.tsx$' },
      to: { path: '^app/\\(manage\\)/_lib/(traced|thing-page)\\.ts$' },
    },
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
