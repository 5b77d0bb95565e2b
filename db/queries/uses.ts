import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { recipeLines, recipes, recipeVersions } from '@/db/schema/inventory';
import { itemMappingVersions } from '@/db/schema/lightspeed';
import { isCurrentVersion } from './recipes';
import { listRows } from './rows';

export interface Use {
  kind: 'recipe' | 'mapping';
  /** Of the recipe, or of the item that is mapped. */
  id: string;
  name: string;
  /** Of an item: Lightspeed has it no more, or not active; its mapping holds the thing all the same. */
  isArchived: boolean;
}

/**
 * What holds the thing in place: active recipes whose current version has it, and items that are mapped to
 * it or take it as modifiers (R37); so many of each, by name.
 */
export async function listUses(
  db: Queryable,
  companyId: string,
  target: { ingredientId: string } | { recipeId: string },
  limit = 20,
): Promise<Use[]> {
  const [line, mapping, rule, id] =
    'ingredientId' in target
      ? [
          sql`l.ingredient_id`,
          sql`m.ingredient_id`,
          sql`${target.ingredientId} in (u.ingredient_id, u.replaces_ingredient_id)`,
          target.ingredientId,
        ]
      : [sql`l.sub_recipe_id`, sql`m.recipe_id`, sql`u.recipe_id = ${target.recipeId}`, target.recipeId];
  return listRows<Use>(
    db,
    sql`
    (select distinct 'recipe' as kind, r.id, r.name, false as is_archived
       from ${recipeLines} l
       join ${recipeVersions} v on v.company_id = l.company_id and v.id = l.recipe_version_id
       join ${recipes} r on r.company_id = v.company_id and r.id = v.recipe_id
      where l.company_id = ${companyId} and ${line} = ${id} and r.is_active and ${isCurrentVersion}
      order by r.name, r.id limit ${limit})
    union all
    (select 'mapping' as kind, i.id, i.name, i.archived_at is not null
       from lightspeed_items i
      where i.company_id = ${companyId} and i.id in (
        select m.item_id from ${itemMappingVersions} m
         where m.company_id = ${companyId} and m.superseded_at is null and ${mapping} = ${id}
        union all
        select v.item_id from modifier_rules u
          join modifier_rule_versions v on v.company_id = u.company_id and v.id = u.rule_version_id
         where u.company_id = ${companyId} and v.superseded_at is null and ${rule})
      order by i.name, i.id limit ${limit})`,
  );
}
