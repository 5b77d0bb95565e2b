import { eq } from 'drizzle-orm';
import { users } from '@/db/schema/people';
import { demoActor } from '@/db/seed/demo-actor';
import { addDays } from '@/lib/core/business-day';
import { DomainError } from '@/lib/core/domain-error';
import { demoKitchen } from '@/lib/lightspeed/simulator/demo-kitchen';
import { ANONYMOUS, closeContainer, serviceContext } from '@/lib/platform/container';
import { env } from '@/lib/platform/env';
import { createCompany } from '@/lib/services/company/create-company';
import type { ServiceContext } from '@/lib/services/context';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { connectIntegration } from '@/lib/services/integration/connect-integration';
import { createAuthorizeUrl } from '@/lib/services/integration/create-authorize-url';
import { listItems } from '@/lib/services/item/list-items';
import { saveMapping } from '@/lib/services/item/save-mapping';
import { setIgnored } from '@/lib/services/item/set-ignored';
import { syncItems } from '@/lib/services/item/sync-items';
import { createLedgerEntries } from '@/lib/services/ledger/create-ledger-entries';
import { activateLocation } from '@/lib/services/location/activate-location';
import { linkStorageUnit } from '@/lib/services/location/link-storage-unit';
import { listLocations } from '@/lib/services/location/list-locations';
import { syncLocations } from '@/lib/services/location/sync-locations';
import { signUp } from '@/lib/services/people/sign-up';
import { createRecipe } from '@/lib/services/recipe/create-recipe';
import { createStorageUnit } from '@/lib/services/storage-unit/create-storage-unit';

const DEMO = { email: 'demo@bestellfix.example', password: 'bestellfix-demo', name: 'Demo' };
const COMPANY = 'Seeblick Gastronomie';

/** The demo restaurant, made once, through the same services as everything else; `connected` also walks the wizard. */
export async function seedDemo(_url: string, options: { connected: boolean }): Promise<void> {
  try {
    const { db } = serviceContext(ANONYMOUS);
    const [known] = await db.select({ id: users.id }).from(users).where(eq(users.email, DEMO.email));
    if (known) return;
    const user = await signUp(serviceContext(ANONYMOUS), DEMO);
    const company = await createCompany(serviceContext(demoActor(user.id)), { name: COMPANY });
    const ctx = serviceContext(demoActor(user.id, company.id));
    const ids = await seedKitchen(ctx, company.id);
    if (options.connected) await walkWizard(ctx, company.id, ids);
  } finally {
    await closeContainer();
  }
}

interface Ids {
  units: Map<string, string>;
  ingredients: Map<string, string>;
  recipes: Map<string, string>;
}
function idOf(map: Map<string, string>, name: string): string {
  const id = map.get(name);
  if (id === undefined) throw new DomainError('internal_error', `the demo kitchen has no "${name}"`);
  return id;
}

async function seedKitchen(ctx: ServiceContext, company_id: string): Promise<Ids> {
  const ids: Ids = { units: new Map(), ingredients: new Map(), recipes: new Map() };
  for (const { name, address } of demoKitchen.storageUnits) {
    ids.units.set(name, (await createStorageUnit(ctx, { company_id, name, address })).id);
  }
  for (const ingredient of demoKitchen.ingredients) {
    const created = await createIngredient(ctx, { company_id, is_active: true, ...ingredient });
    ids.ingredients.set(ingredient.name, created.id);
  }
  for (const { name, lines } of demoKitchen.recipes) {
    const created = await createRecipe(ctx, {
      company_id,
      name,
      is_active: true,
      lines: lines.map((line) => ({
        ingredient_id: line.ingredient === undefined ? null : idOf(ids.ingredients, line.ingredient),
        sub_recipe_id: line.recipe === undefined ? null : idOf(ids.recipes, line.recipe),
        quantity: line.quantity,
        unit: line.unit ?? null,
        trim_percent: line.trim_percent ?? '0',
      })),
    });
    ids.recipes.set(name, created.id);
  }
  const today = ctx.clock.now().toISOString().slice(0, 10);
  for (const receipt of demoKitchen.receipts) {
    await createLedgerEntries(ctx, {
      company_id,
      type: 'RECEIPT',
      ingredient_id: idOf(ids.ingredients, receipt.ingredient),
      storage_unit_id: idOf(ids.units, receipt.storage_unit),
      quantity: receipt.quantity,
      unit_cost: receipt.unit_cost,
      date: addDays(today, -receipt.days_ago),
    });
  }
  return ids;
}

async function walkWizard(ctx: ServiceContext, company_id: string, ids: Ids): Promise<void> {
  const { url } = await createAuthorizeUrl(ctx, { company_id, purpose: 'connect' });
  const code = await consent(url);
  const integration = await connectIntegration(ctx, { company_id, name: 'Lightspeed K-Series', code });
  const thing = { id: integration.id, company_id };
  await syncLocations(ctx, thing);
  await syncItems(ctx, thing);
  const items = await listItems(ctx, { ...thing, include_archived: true, limit: 500 });
  for (const item of items.data) {
    const mapping = item.sku === null ? undefined : demoKitchen.mappings[item.sku];
    if (item.sku !== null && demoKitchen.ignoredSkus.includes(item.sku)) {
      await setIgnored(ctx, { id: item.id, company_id, ignored: true });
    } else if (mapping) {
      const isRecipe = mapping.recipe !== undefined;
      await saveMapping(ctx, {
        id: item.id,
        company_id,
        mapped_object_type: isRecipe ? 'recipe' : 'ingredient',
        mapped_object_id: isRecipe
          ? idOf(ids.recipes, mapping.recipe ?? '')
          : idOf(ids.ingredients, mapping.ingredient ?? ''),
        quantity: mapping.quantity,
        is_subtraction: mapping.is_subtraction,
      });
    }
  }
  const locations = await listLocations(ctx, { ...thing, include_archived: false, limit: 500 });
  for (const location of locations.data) {
    const unit = demoKitchen.storageUnits.find((one) => one.location === location.name);
    if (!unit) continue;
    const storage_unit_id = idOf(ids.units, unit.name);
    await linkStorageUnit(ctx, { id: location.id, company_id, storage_unit_id });
    await activateLocation(ctx, { id: location.id, company_id });
  }
}

/** Presses Allow on the consent page, as a person would, and reads the code from where it leads. */
async function consent(authorizeUrl: string): Promise<string> {
  const page = await fetch(authorizeUrl);
  const html = await page.text();
  const fields = [...html.matchAll(/<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)];
  const form = new URLSearchParams(fields.map(([, name = '', value = '']) => [name, unescapeHtml(value)]));
  form.set('decision', 'allow');
  const action = unescapeHtml(/<form[^>]*action="([^"]*)"/.exec(html)?.[1] ?? '');
  const answer = await fetch(new URL(action || authorizeUrl, authorizeUrl), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const code = new URL(answer.headers.get('location') ?? '', env().APP_URL).searchParams.get('code');
  if (code === null) throw new DomainError('lightspeed_oauth_exchange_failed', 'the simulator gave no code');
  return code;
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
