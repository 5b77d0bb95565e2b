import { type Browser, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';
import { v7 } from 'uuid';
import { findUserByEmail, insertMembership } from '@/db/queries/people';
import type { Role } from '@/lib/contracts/common';
import { demoActor } from '@/lib/demo/demo-actor';
import de from '@/lib/i18n/messages/de.json' with { type: 'json' };
import en from '@/lib/i18n/messages/en.json' with { type: 'json' };
import { inngest } from '@/lib/jobs/client';
import { closeContainer, serviceContext } from '@/lib/runtime/container';
import type { ServiceContext } from '@/lib/services/context';
import { startWorkerStack } from './stack';

export const PASSWORD = 'correct horse battery';
export const appUrl = () => process.env.APP_URL ?? '';

/** Each worker has a product of its own, and ends what the services opened in the worker's process. */
export const test = base.extend<object, { stack: undefined }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads what a fixture needs from this pattern
  baseURL: ({}, use) => use(appUrl()),
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use, { workerIndex }) => {
      const stop = await startWorkerStack(workerIndex);
      // Made when this module was read, before there was a job server.
      inngest.setEnvVars(process.env);
      await use(undefined);
      await closeContainer();
      await stop();
    },
    { scope: 'worker', auto: true },
  ],
});
export { expect };

/** A browser of its own, as another person has one. */
export async function openBrowser(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: appUrl(),
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    ...options,
  });
  return context.newPage();
}

/**
 * Opens an address and waits until the page answers: a click on what React has not taken over yet is lost.
 */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await awaitHydration(page);
}
export async function reload(page: Page): Promise<void> {
  await page.reload();
  await awaitHydration(page);
}
async function awaitHydration(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const controls = [...document.querySelectorAll('button, input, select, a[href]')];
    const isTaken = (one: Element) => Object.keys(one).some((key) => key.startsWith('__reactProps'));
    return !document.querySelector('[aria-busy=true]') && controls.every(isTaken);
  });
}

/** Collects what a page complains about, and of what it asked for; the list must stay empty. */
export function complaints(page: Page): string[] {
  const list: string[] = [];
  page.on('pageerror', (error) => list.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      list.push(`${page.url()}: ${message.text()} (${message.location().url})`);
  });
  return list;
}

/** Signs a new person up by hand; the e-mail it took. */
export async function signUp(page: Page, name = 'Robin'): Promise<string> {
  const email = `${v7()}@example.com`;
  await visit(page, '/sign-up');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: 'New company' })).toBeVisible();
  return email;
}

/** The same person, or another, at a browser of their own. */
export async function signInAs(browser: Browser, email: string, language: 'de' | 'en' = 'en'): Promise<Page> {
  const page = await openBrowser(browser, { locale: language === 'de' ? 'de-DE' : 'en-GB' });
  const t = words(language);
  await visit(page, '/sign-in');
  await page.getByLabel(t('auth.email')).fill(email);
  await page.getByLabel(t('auth.password')).fill(PASSWORD);
  await page.getByRole('button', { name: t('auth.sign-in') }).click();
  await expect(page.getByRole('navigation', { name: t('nav.label') })).toBeVisible();
  return page;
}

/** From the page that asks for it to the wizard. */
export async function createCompany(page: Page, name: string): Promise<void> {
  await page.getByLabel('Company name').fill(name);
  await page.getByRole('button', { name: 'Create company' }).click();
  await expect(page.getByRole('heading', { name: 'Setup', level: 1 })).toBeVisible();
}

/** A new person at a browser of their own, who has made their first company. */
export async function openCompany(
  browser: Browser,
  { person, company, ...options }: { person: string; company: string } & BrowserContextOptions,
) {
  const page = await openBrowser(browser, options);
  const problems = complaints(page);
  const email = await signUp(page, person);
  await createCompany(page, company);
  return { page, problems, email, ...(await actAs(page)) };
}

/** The JSON interface, with the session of the page. */
export function apiOf(page: Page) {
  async function call<T>(method: string, path: string, data?: unknown): Promise<T> {
    const answer = await page.request.fetch(`${appUrl()}/api/v1${path}`, {
      method,
      // A kept connection may be closed by the server in the moment it is used again.
      headers: { origin: appUrl(), connection: 'close' },
      ...(data === undefined ? {} : { data }),
    });
    if (!answer.ok())
      throw new Error(`${method} ${path}: ${answer.status()} ${(await answer.text()).slice(0, 500)}`);
    return (await answer.json()) as T;
  }
  const get = <T>(path: string) => call<T>('GET', path);
  return {
    get,
    post: <T>(path: string, data: unknown = {}) => call<T>('POST', path, data),
    put: <T>(path: string, data: unknown) => call<T>('PUT', path, data),
    delete: <T>(path: string) => call<T>('DELETE', path),
    /** Every page of a list. */
    async all<T>(path: string): Promise<T[]> {
      const rows: T[] = [];
      let cursor: string | null = null;
      do {
        const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page: { data: T[]; next_cursor: string | null } = await get(
          `${path}${path.includes('?') ? '&' : '?'}limit=500${more}`,
        );
        rows.push(...page.data);
        cursor = page.next_cursor;
      } while (cursor !== null);
      return rows;
    },
  };
}

/**
 * Who is signed in at the page and the company it shows, acting through the services: for what no test is
 * about.
 */
export async function actAs(page: Page): Promise<{ ctx: ServiceContext; companyId: string; userId: string }> {
  const session = await (await page.request.get(`${appUrl()}/api/auth/session`)).json();
  const userId = session.user.id as string;
  const { data } = await apiOf(page).get<{ data: { id: string }[] }>('/companies');
  const companyId = data[0]?.id ?? '';
  return { ctx: serviceContext(demoActor(userId, companyId)), companyId, userId };
}

/** A message says so. */
export const said = (page: Page, text: string | RegExp) =>
  expect(
    page
      .getByRole('region', { name: /Notifications/ })
      .getByText(text)
      .first(),
  ).toBeVisible();

/** A row of the desk by its item's name. */
export const deskRow = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) });

/** Makes an item of the desk the active one and presses one of its buttons. */
export async function onItem(page: Page, name: string, button: string): Promise<void> {
  await deskRow(page, name).click();
  await page.getByRole('button', { name: `${button}: ${name}`, exact: true }).click();
}

/** Picks from a combobox: opens it, types, takes the option. */
export async function choose(page: Page, label: string | RegExp, option: string): Promise<void> {
  await page.bringToFront();
  await page.getByRole('button', { name: label }).click();
  const list = page.getByRole('dialog', { name: label });
  await list.getByRole('combobox').fill(option);
  await list.getByRole('option', { name: option }).first().click();
}

type Words = { [key: string]: string | Words };
const WORDS: Record<'de' | 'en', Words> = { de, en };

/** What the pages say in a language, by the message's path. */
export function words(language: 'de' | 'en'): (path: string) => string {
  return (path) => {
    let found: string | Words | undefined = WORDS[language];
    for (const key of path.split('.')) found = typeof found === 'object' ? found[key] : undefined;
    if (typeof found !== 'string') throw new Error(`no message ${path}`);
    return found;
  };
}

function flat(tree: Words, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  );
}
const MESSAGES = { de: new Map(flat(de)), en: new Map(flat(en)) };

/** Lines a reader of this language should not see: a message's path, or a message of the other language. */
export async function leaks(page: Page, language: 'de' | 'en'): Promise<string[]> {
  const own = MESSAGES[language];
  const spoken = new Set(own.values());
  const foreign = new Set(
    [...MESSAGES[language === 'de' ? 'en' : 'de'].values()].filter((text) => !spoken.has(text)),
  );
  const lines = await page.evaluate(() => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      if (!node.parentElement?.closest('script, style, [lang]:not(html)')) found.push(node.nodeValue ?? '');
    }
    for (const one of document.querySelectorAll('[aria-label], [placeholder], [title]'))
      for (const name of ['aria-label', 'placeholder', 'title']) found.push(one.getAttribute(name) ?? '');
    return found;
  });
  const said = lines.map((line) => line.trim()).filter(Boolean);
  return said.filter(
    (line) => foreign.has(line) || line.split(/\s+/).some((word) => word.includes('.') && own.has(word)),
  );
}

/** Puts a person who has an account into a company: for what no test is about; people join by invitation. */
export async function join(
  { ctx, companyId }: { ctx: ServiceContext; companyId: string },
  email: string,
  role: Role,
): Promise<void> {
  const user = await findUserByEmail(ctx.db, email);
  if (!user) throw new Error(`${email} has no account`);
  await insertMembership(ctx.db, { companyId, userId: user.id, role });
}
