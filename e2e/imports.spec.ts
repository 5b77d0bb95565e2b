import type { Page } from '@playwright/test';
import type { ServiceContext } from '@/lib/services/context';
import { exportSheet } from '@/lib/services/imports/export-sheet';
import { violations } from './support/accessible';
import { expect, openCompany, test, visit } from './support/app';
import { connectAndSync } from './support/restaurant';

/** Each kind is brought in once, each with its errors: pasted, dropped and chosen (R42). */
let page: Page;
let problems: string[];
let ctx: ServiceContext;
let companyId: string;

test.beforeAll(async ({ browser }) => {
  const viewport = { width: 1280, height: 900 };
  const opened = await openCompany(browser, { person: 'Ines', company: 'Café Import', viewport });
  ({ page, problems, ctx, companyId } = opened);
  await connectAndSync(ctx, companyId);
});
test.afterAll(async () => {
  // The browser itself notes that the file which is none was refused.
  expect(problems.filter((line) => !/status of 422.*\/imports\/preview/.test(line))).toEqual([]);
  await page.context().close();
});

const open = (kind: string) => visit(page, `/inventory/import?kind=${kind}`);
/**
 * As Ctrl+V on the page gives it; again until the page, which has just come, listens. Once they are read,
 * the number of rows stands behind the name.
 */
const paste = (text: string) =>
  expect(async () => {
    await page.evaluate((value) => {
      const data = new DataTransfer();
      data.setData('text/plain', value);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    }, text);
    await expect(page.getByText(/^(Pasted rows|Eingefügte Zeilen)/)).toBeVisible({ timeout: 3000 });
  }).toPass();
async function drop(name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([called, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content as string], called as string));
      return transfer;
    },
    [name, text],
  );
  await page.getByTestId('drop-zone').dispatchEvent('drop', { dataTransfer: data });
}
const choose = (name: string, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
const row = (text: string) => page.getByRole('row').filter({ hasText: text });
async function applied(label: string | RegExp, sentence: RegExp): Promise<void> {
  await page.getByRole('button', { name: label }).click();
  await expect(page.getByText('Imported')).toBeVisible();
  await expect(page.getByText(sentence)).toBeVisible();
}
const another = () => page.getByRole('button', { name: 'Another file' }).click();

test('ingredients are pasted; a problem stands in its cell and can be left out', async () => {
  await open('ingredients');
  await paste('Zutat\tEinheit\tEK-Preis\nRinderfilet\tkg\t38,50\nCola 0,33\tFl.\t0,62\nSalz\tSack\t1,20\n');
  await expect(row('Salz').getByText('“Sack” is no unit that is known.')).toBeVisible();
  await expect(row('Rinderfilet').getByText('Create')).toBeVisible();
  const apply = page.getByRole('button', { name: 'Apply 2 rows' });
  await expect(apply).toBeDisabled();
  await page.getByRole('switch', { name: 'Leave these rows out' }).click();
  await applied('Apply 2 rows without problems', /2 rows created\. 1 row was left out\./);
  await page.getByRole('link', { name: 'Look at them' }).click();
  await expect(page.getByRole('link', { name: 'Rinderfilet' })).toBeVisible();
});

test('ingredients: columns are corrected, and the same again is nothing to do', async () => {
  await open('ingredients');
  await drop('liste.csv', 'Was;Worin;Kostet\nRinderfilet;kg;40\nMilch;l;1,10\n');
  await expect(page.getByText('Nothing can be read without: Ingredient.')).toBeVisible();
  await page.getByLabel('Ingredient', { exact: true }).selectOption({ label: 'Was' });
  await page.getByLabel('Base unit').selectOption({ label: 'Worin' });
  await page.getByLabel('Standard cost').selectOption({ label: 'Kostet' });
  await expect(row('Rinderfilet').getByText('was 38.5')).toBeVisible();
  await applied('Apply 2 rows', /1 row created\. 1 row changed\./);
  await another();
  const sheet = { company_id: companyId, kind: 'ingredients', format: 'xlsx' } as const;
  await choose('ingredients.xlsx', Buffer.from((await exportSheet(ctx, sheet)).bytes));
  await expect(page.getByText('Everything in the file stands already.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nothing to apply' })).toBeDisabled();
});

test('the decimal sign chosen for one file is not asked of the next', async () => {
  await open('ingredients');
  const sign = page.getByLabel('Decimal sign');
  await drop('a.csv', 'Zutat;Einheit;EK-Preis\nSafran;kg;1.500\n');
  await page.getByText('Columns', { exact: true }).click();
  await expect(sign).toHaveValue(',');
  await sign.selectOption('.');
  await expect(sign).toHaveValue('.');
  await another();
  await drop('b.csv', 'Zutat;Einheit;EK-Preis\nTrüffel;kg;1.500\n');
  await expect(row('Trüffel')).toBeVisible();
  await expect(sign).toHaveValue(',');
});

test('a file that is none is refused with what to do', async () => {
  await open('ingredients');
  await drop('menu.pdf', '%PDF-1.7');
  await expect(page.getByRole('alert').getByText('This is no table.')).toBeVisible();
  await another();
  await expect(page.getByTestId('drop-zone')).toBeVisible();
});

test('storage units', async () => {
  await open('storage_units');
  await paste('Lagerort\tAdresse\nKüche\t\nKeller\tHauptstr. 1\nküche\tx\n');
  await expect(row('küche').getByText('Row 2 says this already.')).toBeVisible();
  await another();
  await paste('Lagerort\tAdresse\nKüche\t\nKeller\tHauptstr. 1\n');
  await applied('Apply 2 rows', /2 rows created/);
});

test('recipes in any order; a sub-recipe that is not there', async () => {
  await open('recipes');
  const rows =
    'Rezept\tZutat\tMenge\tEinheit\tVerschnitt\nSteak\tRinderfilet\t250\tg\t10\nSteak\tSauce\t1\tPortion\t\n';
  await paste(rows);
  await expect(row('Sauce').getByText('There is neither an ingredient nor a recipe')).toBeVisible();
  await expect(row('Rinderfilet').getByText('Left out, because row 3 has a problem.')).toBeVisible();
  await another();
  await paste(`${rows}Sauce\tMilch\t0,5 dl\t\t\n`);
  await applied('Apply 3 rows', /3 rows created/);
});

test('opening stock, with day and storage unit from beside the file', async () => {
  await open('opening_stock');
  await paste('Zutat\tMenge\tEinheit\nRinderfilet\t4,2\tkg\nCola 0,33\t96\tFl.\n');
  await expect(page.getByText('Date: Something is missing here.').first()).toBeVisible();
  await page.getByLabel('Day').fill('2026-03-01');
  await page.getByLabel('Storage unit').first().selectOption({ label: 'Küche' });
  await applied('Apply 2 rows', /2 rows created/);
});

test('mappings go out, are filled in, and come back', async () => {
  await open('mappings');
  const { bytes } = await exportSheet(ctx, { company_id: companyId, kind: 'mappings', language: 'en' });
  const lines = Buffer.from(bytes).toString().split('\r\n');
  const fill = (line: string | undefined, cells: string) => line?.replace(/,{7}$/, `,${cells},,,`);
  const filled = [
    lines[0],
    fill(lines[1], '"Cola 0,33","Ingredient",1,"bottle"'),
    fill(lines[2], '"Nothing",,1,'),
  ];
  await choose('mappings.csv', Buffer.from(filled.join('\r\n')));
  await expect(row('Nothing').getByText('There is neither an ingredient nor a recipe')).toBeVisible();
  await page.getByRole('switch', { name: 'Leave these rows out' }).click();
  await applied('Apply 1 row without problems', /1 row created/);
});

test('five thousand rows: drawn as one scrolls, found by what happens', async () => {
  await open('ingredients');
  const rows = Array.from({ length: 5000 }, (_, n) => `Zutat ${n};${n === 4321 ? 'Sack' : 'kg'};1,5`);
  await drop('viele.csv', `Zutat;Einheit;EK-Preis\n${rows.join('\n')}\n`);
  await expect(page.getByText('5,000 rows')).toBeVisible();
  expect(await page.getByRole('row').count()).toBeLessThan(60);
  await page.getByRole('button', { name: 'Problem 1' }).click();
  await expect(row('Zutat 4321')).toBeVisible();
});

test('on a wide screen and a phone, in both themes and languages: readable and accessible', async () => {
  const shots = process.env.IMPORT_SHOTS;
  // Each language, width and theme meets each of the others.
  for (const [language, width, colorScheme] of [
    ['en', 1280, 'light'],
    ['de', 1280, 'dark'],
    ['de', 390, 'light'],
    ['en', 390, 'dark'],
  ] as const) {
    const url = new URL(page.url()).origin;
    await page.context().addCookies([{ name: 'bestellfix_locale', value: language, url }]);
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await open('recipes');
    await shoot(`${language}-${width}-${colorScheme}-empty`);
    await paste(
      'Rezept\tZutat\tMenge\tEinheit\tVerschnitt\nSteak\tRinderfilet\t200\tg\t\nSteak\tSauce\t1\tPortion\t\nTeller\tNichts\t1\tkg\t\nTeller\tMilch\t1\tkg\t\n',
    );
    await expect(page.getByRole('row').nth(4)).toBeVisible();
    await shoot(`${language}-${width}-${colorScheme}-preview`);
    expect(await violations(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }
  async function shoot(name: string): Promise<void> {
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  }
});
