import { buildIfChanged } from './stack/build';
import { runMain } from './stack/friendly-error';

runMain(async () => {
  console.log(`Production build: ${await buildIfChanged((text) => console.log(`  ${text}`))}`);
});
