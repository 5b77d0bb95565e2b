import type { Page } from '@playwright/test';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { createRecipe } from '@/lib/services/recipe/create-recipe';
import { violations } from './support/accessible';
import { expect, openCompany, test, visit, words } from './support/app';

/** What is typed by hand: one thing after another, recipes as a grid, from a list and from another one. */
let page: Page;
let problems: string[];
let soup: string;

test.beforeAll(async ({ browser }) => {
  const viewport = { width: 1280, height: 900 };
  const opened = await openCompany(browser, { person: 'Hanna', company: 'Bistro Hand', viewport });
  ({ page, problems } = opened);
  const { ctx, companyId: company_id } = opened;
  const make = (name: string, base_unit: 'kg' | 'l' | 'piece') =>
    createIngredient(ctx, { company_id, name, base_unit });
  const [carrot] = [await make('Karotten', 'kg'), await make('Sahne', 'l'), await make('Eier', 'piece')];
  const lines = [{ ingredient_id: carrot.id, quantity: '250', unit: 'g' as const }];
  soup = (await createRecipe(ctx, { company_id, name: 'Suppe', lines })).id;
});
test.afterAll(async () => {
  expect(problems).toEqual([]);
  await page.context().close();
});

const dialog = () => page.getByRole('dialog');
async function shoot(name: string): Promise<void> {
  const shots = process.env.RECIPE_SHOTS;
  if (!shots) return;
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.screenshot({ path: `${shots}/${name}-${width}-${colorScheme}.png` });
      expect(await violations(page)).toEqual([]);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('ingredients are made one after another without leaving the dialog', async () => {
  await visit(page, '/inventory/ingredients');
  await page.getByRole('button', { name: 'New ingredient' }).first().click();
  const name = dialog().getByLabel('Name', { exact: true });
  await name.fill('Salz');
  await dialog().getByLabel('Base unit').selectOption({ label: 'g' });
  // On a slow machine the page behind is still being brought up to date when the next name is typed.
  const processor = await page.context().newCDPSession(page);
  await processor.send('Emulation.setCPUThrottlingRate', { rate: 20 });
  await dialog().getByRole('button', { name: 'Save and next' }).click();
  await expect(dialog().getByText('“Salz” was created.')).toBeVisible();
  await expect(name).toHaveValue('');
  await expect(name).toBeFocused();
  await page.keyboard.type('Pfeffer');
  await page.keyboard.press('Control+Enter');
  await processor.detach();
  await expect(dialog().getByText('2 were created, the last one “Pfeffer”.')).toBeVisible();
  await expect(name).toHaveValue('');
  await expect(name).toBeFocused();
  // What is refused stays, and its field says so.
  await page.keyboard.type('Salz');
  await page.keyboard.press('Control+Enter');
  await expect(name).toHaveAccessibleDescription(words('en')('errors.name_taken'));
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('Salz');
  await shoot('save-and-next');
  await name.fill('Zimt');
  await page.keyboard.press('Enter');
  await expect(dialog()).toBeHidden();
  for (const made of ['Salz', 'Pfeffer', 'Zimt'])
    await expect(page.getByRole('cell', { name: made, exact: true })).toBeVisible();
});

test('recipes are made one after another; the last one opens', async () => {
  await visit(page, '/inventory/recipes');
  await page.getByRole('button', { name: 'New recipe' }).first().click();
  const name = dialog().getByLabel('Name', { exact: true });
  await name.fill('Brühe');
  await name.press('Control+Enter');
  await expect(dialog().getByText('“Brühe” was created.')).toBeVisible();
  await expect(name).toHaveValue('');
  await name.fill('Jus');
  await name.press('Enter');
  await expect(page.getByRole('heading', { name: 'Jus', level: 1 })).toBeVisible();
});

test('a recipe is duplicated, and the copy is ready to be named', async () => {
  await visit(page, `/inventory/recipes/${soup}`);
  await shoot('duplicate');
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await expect(page.getByRole('heading', { name: 'Suppe (copy)', level: 1 })).toBeVisible();
  const name = page.getByLabel('Name', { exact: true });
  await expect(name).toBeFocused();
  await page.keyboard.type('Kalte Suppe');
  await expect(name).toHaveValue('Kalte Suppe');
  await expect(page.getByLabel('Quantity')).toHaveValue('250');
  await page.getByRole('button', { name: 'Save recipe' }).click();
  await expect(page.getByRole('heading', { name: 'Kalte Suppe', level: 1 })).toBeVisible();
});

const chooser = (index: number) =>
  page.getByRole('button', { name: /^Ingredient or sub-recipe:/ }).nth(index);
const search = () => page.getByRole('combobox', { name: 'Ingredient or sub-recipe' });
const marked = () => page.getByRole('listbox').getByRole('option', { selected: true });
/** As Ctrl+V gives it to what has the focus. */
const paste = (text: string) =>
  page.evaluate((value) => {
    const data = new DataTransfer();
    data.setData('text/plain', value);
    const paste = { clipboardData: data, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', paste));
  }, text);
async function newRecipe(name: string): Promise<void> {
  await visit(page, '/inventory/recipes');
  await page.getByRole('button', { name: 'New recipe' }).first().click();
  await dialog().getByLabel('Name', { exact: true }).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

test('lines are typed without the mouse: letters, Tab, figure, Enter', async () => {
  await newRecipe('Omelett');
  await page.getByRole('button', { name: 'Add line' }).click();
  await expect(chooser(0)).toBeFocused();
  await page.keyboard.type('s');
  await expect(search()).toBeFocused();
  await page.keyboard.type('ahne');
  await expect(marked()).toContainText('Sahne');
  await page.keyboard.press('Tab');
  const [quantity, unit] = [page.getByLabel('Quantity'), page.getByLabel('Unit', { exact: true })];
  await expect(quantity.nth(0)).toBeFocused();
  await expect(unit.nth(0)).toHaveValue('ml');
  await page.keyboard.type('50');
  await page.keyboard.press('Enter');
  await expect(chooser(1)).toBeFocused();
  await page.keyboard.type('e');
  await expect(search()).toBeFocused();
  await page.keyboard.type('ier');
  await expect(marked()).toContainText('Eier');
  await page.keyboard.press('Enter');
  await expect(quantity.nth(1)).toBeFocused();
  await expect(unit.nth(1)).toHaveValue('piece');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  // The line begun and not needed is not in the way.
  await expect(chooser(2)).toBeFocused();
  await shoot('grid');
  await quantity.nth(1).focus();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Version 2.')).toBeVisible();
  await expect(quantity).toHaveCount(2);
});

test('a pasted list becomes lines; what nobody knows is asked for, and nothing is lost', async () => {
  await newRecipe('Auflauf');
  await page.getByRole('button', { name: 'Add line' }).click();
  await paste('Zutat\tMenge\tEinheit\nKarotten\t200\tg\nSahen\t0.1\tl\nMuskat\t1\tg\n');
  await expect(page.getByText('3 lines added, 2 to be checked.')).toBeVisible();
  await expect(search()).toHaveValue('Sahen');
  await expect(search()).toBeFocused();
  await shoot('pasted');
  await search().fill('Sahne');
  await expect(marked()).toContainText('Sahne');
  await page.keyboard.press('Enter');
  // On to the next that was not found, whose amount stands as well.
  await expect(search()).toHaveValue('Muskat');
  const quantity = page.getByLabel('Quantity');
  await page.keyboard.press('Escape');
  await expect(chooser(2)).toHaveAccessibleName('Ingredient or sub-recipe: Muskat');
  await expect(page.getByText('In the list: Muskat 1 g')).toBeVisible();
  for (const [index, figure] of ['200', '0.1', '1'].entries())
    await expect(quantity.nth(index)).toHaveValue(figure);
  await page.getByRole('button', { name: 'Paste a list' }).click();
  await page.getByLabel('List', { exact: true }).fill('- 2 Eier\n1 EL Sahne');
  await page.getByRole('button', { name: 'Add as lines' }).click();
  await expect(page.getByText('2 lines added, 1 to be checked.')).toBeVisible();
  await expect(chooser(3)).toHaveAccessibleName('Ingredient or sub-recipe: Eier');
  await expect(quantity.nth(4)).toHaveValue('');
  await expect(page.getByText('In the list: 1 EL Sahne')).toBeVisible();
  await page.keyboard.press('Escape');
  await shoot('list');
  await expect(page.getByRole('button', { name: 'Save recipe' })).toBeDisabled();
  await page.getByRole('button', { name: 'Remove line 3' }).click();
  await quantity.nth(3).fill('15');
  await page.getByRole('button', { name: 'Save recipe' }).click();
  await expect(page.getByText('Version 2.')).toBeVisible();
  await expect(quantity).toHaveCount(4);
});
