import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type {
  KnownCount,
  KnownIngredient,
  KnownItem,
  KnownLine,
  KnownStorageUnit,
} from '@/lib/core/imports/plan';
import { listRows } from './rows';
import { isNotWithdrawn } from './stock-counts';

/** `held`: against being changed meanwhile, lowest id first. */
type Hold = 'held' | 'free';
const hold = (how: Hold) => (how === 'held' ? sql`for no key update` : sql``);

/** All active ingredients, by name. */
export function listKnownIngredients(
  db: Queryable,
  companyId: string,
  how: Hold,
): Promise<KnownIngredient[]> {
  return listRows(
    db,
    sql`
    with rows as materialized (
      select id, name, base_unit, allergens, trim_scale(standard_cost)::text as standard_cost,
        trim_scale(minimum_quantity)::text as minimum_quantity from ingredients
      where company_id = ${companyId} and is_active order by id ${hold(how)})
    select * from rows order by lower(name), id`,
  );
}

/** All active recipes, by name, without their lines. */
export function listKnownRecipes(
  db: Queryable,
  companyId: string,
  how: Hold,
): Promise<{ id: string; name: string }[]> {
  return listRows(
    db,
    sql`
    with rows as materialized (
      select id, name from recipes where company_id = ${companyId} and is_active order by id ${hold(how)})
    select * from rows order by lower(name), id`,
  );
}

/**
 * Lines of all active recipes in their newest version, in order; without a unit they are in the base unit.
 */
export function listKnownLines(
  db: Queryable,
  companyId: string,
): Promise<({ recipeId: string } & KnownLine)[]> {
  return listRows(
    db,
    sql`
    select v.recipe_id, l.ingredient_id, l.sub_recipe_id, trim_scale(l.quantity)::text as quantity,
           coalesce(l.unit, i.base_unit) as unit, trim_scale(l.trim_percent)::text as trim_percent
    from recipes r
    join recipe_versions v on v.company_id = r.company_id and v.recipe_id = r.id
      and v.version = (select max(n.version) from recipe_versions n where n.company_id = r.company_id and n.recipe_id = r.id)
    join recipe_lines l on l.company_id = v.company_id and l.recipe_version_id = v.id
    left join ingredients i on i.company_id = l.company_id and i.id = l.ingredient_id
    where r.company_id = ${companyId} and r.is_active
    order by v.recipe_id, l.position`,
  );
}

/** All storage units that are not archived, by name. */
export function listKnownStorageUnits(
  db: Queryable,
  companyId: string,
  how: Hold,
): Promise<KnownStorageUnit[]> {
  return listRows(
    db,
    sql`
    with rows as materialized (
      select id, name, address from storage_units where company_id = ${companyId} and archived_at is null order by id ${hold(how)})
    select * from rows order by lower(name), id`,
  );
}

/** What stands as counted: of several counts of one moment the last. By unit, ingredient and moment. */
export function listKnownCounts(db: Queryable, companyId: string): Promise<KnownCount[]> {
  return listRows(
    db,
    sql`
    select distinct on (c.storage_unit_id, c.ingredient_id, c.business_day, c.moment)
      c.storage_unit_id, c.ingredient_id, c.business_day::text as day,
      case c.moment when 0 then 'start' else 'end' end as counted_at, trim_scale(c.counted_quantity)::text as quantity
    from stock_counts c
    where c.company_id = ${companyId} and ${isNotWithdrawn(sql`c`)}
    order by c.storage_unit_id, c.ingredient_id, c.business_day, c.moment, c.seq desc`,
  );
}

/** All items that are not archived, with what each takes from stock now, by name. */
export function listKnownItems(
  db: Queryable,
  companyId: string,
  how: Hold,
): Promise<(Omit<KnownItem, 'places'> & { businessId: string })[]> {
  return listRows(
    db,
    sql`
    with rows as materialized (
      select id, business_id, lightspeed_id, sku, name from lightspeed_items
      where company_id = ${companyId} and archived_at is null and split_from is null order by id ${hold(how)})
    select i.*, coalesce(m.state, 'unmapped') as state, m.ingredient_id, m.recipe_id,
           trim_scale(m.quantity)::text as quantity, coalesce(m.unit, g.base_unit) as unit,
           coalesce(m.is_subtraction, false) as is_subtraction,
           m.effective_from::text as effective_from
    from rows i
    left join item_mapping_versions m on m.company_id = ${companyId} and m.item_id = i.id and m.superseded_at is null
    left join ingredients g on g.company_id = m.company_id and g.id = m.ingredient_id
    order by lower(i.name), i.id`,
  );
}

/** The names by which people know where a business's items are sold: its locations', then its own. */
export function listPlaces(
  db: Queryable,
  companyId: string,
): Promise<{ businessId: string; name: string }[]> {
  return listRows(
    db,
    sql`
    select business_id, name from (
      select business_id, name, 0 as place from lightspeed_locations where company_id = ${companyId} and archived_at is null
      union select business_id, business_name, 1 from lightspeed_locations where company_id = ${companyId}) p
    order by place, name`,
  );
}

/** Those of the ingredients in whose base unit a recipe line of any version, a mapping or an entry counts. */
export async function listIngredientsInUse(
  db: Queryable,
  companyId: string,
  ingredientIds: readonly string[],
): Promise<Set<string>> {
  if (ingredientIds.length === 0) return new Set();
  const ids = sql`${sql.param(`{${ingredientIds.join(',')}}`)}::uuid[]`;
  const rows = await listRows<{ id: string }>(
    db,
    sql`
    select ingredient_id as id from recipe_lines where company_id = ${companyId} and ingredient_id = any(${ids})
    union select ingredient_id from item_mapping_versions where company_id = ${companyId} and ingredient_id = any(${ids})
    union select i.id from unnest(${ids}) as i(id)
      where exists (select 1 from ledger_entries e where e.company_id = ${companyId} and e.ingredient_id = i.id)`,
  );
  return new Set(rows.map((row) => row.id));
}
