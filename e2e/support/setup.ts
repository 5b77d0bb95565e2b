import { expect, type Page } from '@playwright/test';

/** A step of the shown chapter, as a person finds it. */
export const setupStep = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
export const chapterLink = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Chapters' }).getByRole('link', { name: new RegExp(`^${name} `) });
export const showsChapter = (page: Page, name: string) =>
  expect(page.getByRole('heading', { name, level: 2, exact: true })).toBeVisible();
export async function openChapter(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Setup' }).click();
  await chapterLink(page, name).click();
  await showsChapter(page, name);
}
