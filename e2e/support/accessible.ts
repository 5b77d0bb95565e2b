import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds wrong with a page, one line each. `only`: this rule alone. `within`: only what is inside.
 * The pages have no frames, so the run needs no second page; only what is wrong is described, and no rule in
 * use reads style sheets beforehand. Each of these takes as long as the check itself.
 * Without motion: what fades in or out has colors of its own for some frames, and a toast may begin to leave
 * while the check runs.
 */
export async function violations(
  page: Page,
  { only, within }: { only?: string; within?: string } = {},
): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], preload: false });
  if (only) axe.withRules([only]);
  if (within) axe.include(within);
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => `${id} (${impact}): ${node.html.slice(0, 200)}`),
  );
}
