import { buildIfChanged } from './lib/build';
import { runMain } from './lib/friendly-error';

runMain(async () => {
  console.log(`Production build: ${await buildIfChanged((text) => console.log(`  ${text}`))}`);
});
