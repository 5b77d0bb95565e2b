import { type SQL, sql } from 'drizzle-orm';
import type { PlanMapping } from '@/lib/core/resolve-item';
import type { DatedVersion } from '@/lib/core/versions';

export type MappingVersion = PlanMapping & DatedVersion;
/** What the first row brings of all items; null where none has any. */
export interface ByItem {
  locations: Readonly<Record<string, string[]>> | null;
  mappings: Readonly<Record<string, MappingVersion[]>> | null;
}

/**
 * Where each of these items is sold, and all its mapping versions, by item: of all at once, and not a join.
 * To look them up for each takes most of the time of thousands, and a planner without statistics compares
 * each with each.
 */
export const locationsByItem = (companyId: string, itemIds: SQL) => sql`(
      select json_object_agg(item_id, ids) from (
        select item_id, json_agg(location_id) as ids from lightspeed_item_locations
        where company_id = ${companyId} and item_id = any(array(${itemIds})) group by item_id) l)`;
export const versionsByItem = (companyId: string, itemIds: SQL) => sql`(
      select json_object_agg(item_id, versions) from (
        select m.item_id, json_agg(json_build_object('versionId', m.id, 'version', m.version, 'effectiveFrom', m.effective_from,
          'writtenAt', m.created_at::text, 'state', m.state, 'ingredientId', m.ingredient_id, 'recipeId', m.recipe_id,
          'quantity', m.quantity::text, 'unit', m.unit, 'isSubtraction', m.is_subtraction, 'takenOverFrom', m.taken_over_from,
          'names', m.names, 'namesOn', m.names_on, 'adoptedName', n.name)) as versions
        from item_mapping_versions m left join adopted_names n on n.company_id = m.company_id and n.mapping_version_id = m.id
        where m.company_id = ${companyId} and m.item_id = any(array(${itemIds})) group by m.item_id) v)`;
