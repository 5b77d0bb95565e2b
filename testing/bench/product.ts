import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { demoActor } from '@/lib/demo/demo-actor';
import { closeContainer, serviceContext } from '@/lib/runtime/container';
import type { ServiceContext } from '@/lib/services/context';
import { findBrowser } from '@/scripts/stack/browser';
import { startStack } from '@/scripts/stack/stack';

/**
 * The whole product in its production build, with a browser beside it, for as long as `use` takes. `observe`
 * runs in each page before anything of it.
 */
export async function withProduct(
  use: (product: { page: Page; ownerUrl: string }) => Promise<void>,
  observe?: () => void,
): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bestellfix-bench-'));
  const { PATH, HOME, TMPDIR } = process.env;
  const stack = await startStack({
    dataDir,
    given: { PATH, HOME, TMPDIR, LOG_LEVEL: 'warn' },
    app: 'production',
    port: undefined,
    persistent: false,
    simulator: 'unless-given',
    build: true,
    report: () => undefined,
    onUnexpectedEnd: console.error,
  });
  Object.assign(process.env, stack.env);
  const executablePath = await findBrowser(console.log);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const context = await browser.newContext({ baseURL: stack.appUrl, locale: 'en-GB' });
    // tsx names inner functions with a helper that a page does not have.
    await context.addInitScript('globalThis.__name = (one) => one');
    if (observe) await context.addInitScript(observe);
    await use({ page: await context.newPage(), ownerUrl: stack.ownerUrl });
  } finally {
    await browser.close();
    await closeContainer();
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Signs up in the browser with a company of one's own; services can act as that person. */
export async function signUp(page: Page): Promise<{ ctx: ServiceContext; company_id: string }> {
  await page.goto('/sign-up');
  await page.waitForLoadState('networkidle');
  await page.getByLabel('Name').fill('Bench');
  await page.getByLabel('E-mail').fill('bench@example.com');
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByLabel('Company name').fill('Bench');
  await page.getByRole('button', { name: 'Create company' }).click();
  await page.getByRole('heading', { name: 'Setup', level: 1 }).waitFor();
  return actorOf(page);
}

/** Whoever is signed in at the page, with the only company they have. */
export async function actorOf(page: Page): Promise<{ ctx: ServiceContext; company_id: string }> {
  const session = await (await page.request.get('/api/auth/session')).json();
  const { data } = await (await page.request.get('/api/v1/companies')).json();
  const company_id = data[0].id as string;
  return { ctx: serviceContext(demoActor(session.user.id, company_id)), company_id };
}
