import { readFileSync, writeFileSync } from 'node:fs';
import { runMain } from '../stack/friendly-error';
import { sourceFiles } from './source-files';
import { COLUMNS, longComments, wrapComments } from './wrap-comments';

/**
 * Files whose comments are not wrapped yet. The list only gets shorter: take a file off it after
 * `npm run format`.
 */
const NOT_YET: ReadonlySet<string> = new Set([
  'components/inventory/use-create-target.tsx',
  'components/lightspeed/item-predecessor.tsx',
  'components/stock/count-form.tsx',
  'components/transfers/conservation-bar.tsx',
  'components/transfers/day-strip.tsx',
  'components/transfers/migration-panel.tsx',
  'components/transfers/open-days.tsx',
  'components/ui/combobox.tsx',
  'components/ui/use-run.ts',
  'db/queries/day-units.ts',
  'db/queries/inventory.ts',
  'db/queries/items.ts',
  'db/queries/ledger-digest.ts',
  'db/queries/migrations.ts',
  'db/queries/nights.ts',
  'db/queries/predecessors.ts',
  'db/queries/request-slots.ts',
  'db/queries/runs.ts',
  'db/queries/unmapped-sales.ts',
  'inngest/functions/functions.db.test.ts',
  'inngest/local/engine.ts',
  'inngest/local/expression.ts',
  'inngest/local/start-inngest-local.ts',
  'inngest/outsider.db.test.ts',
  'lib/services/integration/processes.db.test.ts',
  'lib/services/item/sync-items.ts',
  'lib/services/item/write-takeover.ts',
  'lib/services/location/list-day-units.ts',
  'lib/services/nightly-transfer/night.db.test.ts',
  'lib/services/nightly-transfer/nights.property.db.test.ts',
  'lib/services/nightly-transfer/send-nights.ts',
  'lib/services/nightly-transfer/sweep.ts',
  'lib/services/runs/get-runs.ts',
  'testing/fixtures/world.ts',
  'testing/processes/crash-worker.ts',
]);

/**
 * Names every comment beyond 110 columns; with --write it wraps them first, with --all also those of NOT_YET.
 */
runMain(async () => {
  const has = (option: string) => process.argv.includes(option);
  const files = sourceFiles(['.ts', '.tsx']).filter((file) => has('--all') || !NOT_YET.has(file));
  const long = files.flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    const wrapped = has('--write') ? wrapComments(source) : source;
    if (wrapped !== source) writeFileSync(file, wrapped);
    return longComments(wrapped).map((line) => `${file}:${line}`);
  });
  for (const place of long) console.log(place);
  if (long.length === 0) return;
  console.log(`${long.length} comments beyond ${COLUMNS} columns; npm run format wraps them.`);
  process.exitCode = 1;
});
