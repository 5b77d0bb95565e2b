import type { Page } from 'playwright';
import { INGREDIENTS } from '@/lib/demo/ingredients';
import { RECIPES } from '@/lib/demo/recipes';
import type { Person } from './person';

const table = (rows: readonly (readonly string[])[]) =>
  Buffer.from(`${rows.map((cells) => cells.join(';')).join('\n')}\n`);

/** As a restaurant keeps them in a spreadsheet: what it buys with its price, and what it cooks. */
const FILES = {
  ingredients: table([
    ['Ingredient', 'Unit', 'Standard cost'],
    ...INGREDIENTS.map(([name, unit, cost]) => [name, unit, cost]),
  ]),
  recipes: table([
    ['Recipe', 'Ingredient', 'Quantity', 'Unit', 'Trim'],
    ...RECIPES.flatMap(({ name, lines }) =>
      lines.map((line) => [
        name,
        line.ingredient ?? line.recipe ?? '',
        line.quantity,
        line.unit ?? INGREDIENTS.find(([one]) => one === line.ingredient)?.[1] ?? 'Portion',
        line.trim_percent ?? '',
      ]),
    ),
  ]),
};

/** What a person does from signing up until the last 90 days are being read, chapter by chapter. */
export async function bringInAndConnect(page: Page, person: Person): Promise<void> {
  await page.goto('/sign-up', { waitUntil: 'networkidle' });
  await person.click(page.getByLabel('Name'));
  for (const text of ['Anna Muster', 'anna@muster.example']) {
    await person.type(text);
    await person.press('Tab');
  }
  await person.type('correct horse battery');
  await person.press('Enter');
  await person.click(page.getByLabel('Company name'));
  await person.type('Seeblick');
  await person.press('Enter');
  await page.getByRole('heading', { name: 'Setup', level: 1 }).waitFor();
  await person.click(page.getByRole('link', { name: 'Import: Bring in' }));
  await bringIn(page, person, 'ingredients', 'Ingredients');
  await bringIn(page, person, 'recipes', 'Recipes');
  await openChapter(page, person, 'Connect');
  await person.click(page.getByRole('button', { name: 'Connect with Lightspeed' }));
  await person.click(page.getByRole('button', { name: 'Allow' }));
  for (const place of ['Harbour Lisbon', 'Seeblick Zürich']) {
    person.think();
    await person.click(page.getByRole('button', { name: `Create storage unit “${place}”` }));
    await page.getByText(`${place} is linked.`).waitFor();
  }
  await page.getByText(/\d+ items found/).waitFor();
  await openChapter(page, person, 'Run and check');
  for (const place of ['Harbour Lisbon', 'Seeblick Zürich'])
    await person.click(page.getByRole('button', { name: `Activate: ${place}` }));
}

async function bringIn(page: Page, person: Person, kind: keyof typeof FILES, label: string): Promise<void> {
  person.think();
  await person.click(
    page.getByRole('navigation', { name: 'What do you bring in?' }).getByRole('link', { name: label }),
  );
  await page.waitForURL(`**/inventory/import?kind=${kind}`, { waitUntil: 'networkidle' });
  // The field of the file has the same name as its button.
  const choose = page.getByRole('button', { name: 'Choose a file' }).and(page.locator('button'));
  const [file] = await Promise.all([page.waitForEvent('filechooser'), person.click(choose)]);
  // In the dialog of the system: the file, and "Open".
  person.effort.clicks += 2;
  await file.setFiles({ name: `${kind}.csv`, mimeType: 'text/csv', buffer: FILES[kind] });
  person.think();
  await person.click(page.getByRole('button', { name: /^Apply \d+ rows?$/ }));
  await page.getByText('Imported').waitFor();
}

async function openChapter(page: Page, person: Person, name: string): Promise<void> {
  await person.click(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Setup' }));
  await person.click(
    page.getByRole('navigation', { name: 'Chapters' }).getByRole('link', { name: new RegExp(`^${name} `) }),
  );
  await page.getByRole('heading', { name, level: 2, exact: true }).waitFor();
}

/** Types what is there of every ingredient in one storage unit, and books it. */
export async function countWhatIsThere(page: Page, person: Person, place: string): Promise<void> {
  await openChapter(page, person, 'Run and check');
  await person.click(page.getByRole('link', { name: `Before the 90 days: ${place}` }));
  await page.getByRole('button', { name: 'Book count' }).waitFor();
  const fields = page.getByRole('main').locator('input[inputmode=decimal]');
  await person.click(fields.first());
  const lines = await fields.count();
  for (let line = 0; line < lines; line += 1) {
    await person.type('24');
    await person.press('Enter');
  }
  await person.click(page.getByRole('button', { name: 'Book count' }));
  const asked = page.getByRole('heading', { name: 'Is this right?' });
  const booked = page.getByRole('heading', { name: new RegExp(`^${place}`), level: 1 });
  await asked.or(booked).waitFor();
  if (!(await asked.isVisible())) return;
  person.think();
  await person.click(page.getByRole('button', { name: 'Confirm all' }));
  await person.click(page.getByRole('button', { name: 'Book count' }));
  await booked.waitFor();
}
