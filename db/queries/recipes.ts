import { and, asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { ingredients, recipeLines, recipes, recipeVersions } from '@/db/schema/inventory';
import type { BaseUnit } from './ingredients';
import { afterName, type NameFilter } from './name-filter';
import { listRows } from './rows';
import { contains } from './search';

export type RecipeRow = typeof recipes.$inferSelect;
export type RecipeLineRow = {
  id: string;
  recipeId: string;
  ingredientId: string | null;
  subRecipeId: string | null;
  name: string;
  baseUnit: BaseUnit | null;
  quantity: string;
  unit: BaseUnit | null;
  trimPercent: string;
};

/** Of a version `v`: no newer one of its recipe is there. */
export const isCurrentVersion = sql`v.version = (select max(n.version) from ${recipeVersions} n where n.company_id = v.company_id and n.recipe_id = v.recipe_id)`;

export function listRecipeRows(db: Queryable, companyId: string, filter: NameFilter) {
  const nameKey = sql<string>`lower(${recipes.name})`;
  return db
    .select({ ...getTableColumns(recipes), nameKey })
    .from(recipes)
    .where(
      and(
        eq(recipes.companyId, companyId),
        filter.includeArchived ? undefined : eq(recipes.isActive, true),
        contains(sql`${recipes.searchText}`, filter.search),
        afterName(nameKey, recipes.id, filter.after),
      ),
    )
    .orderBy(nameKey, asc(recipes.id))
    .limit(filter.limit);
}

export async function findRecipe(
  db: Queryable,
  companyId: string,
  id: string,
  lock?: 'update',
): Promise<RecipeRow | undefined> {
  const query = db
    .select()
    .from(recipes)
    .where(and(eq(recipes.companyId, companyId), eq(recipes.id, id)));
  const [row] = lock ? await query.for(lock) : await query;
  return row;
}

export function listRecipesByIds(db: Queryable, companyId: string, ids: readonly string[]) {
  return db
    .select()
    .from(recipes)
    .where(and(eq(recipes.companyId, companyId), inArray(recipes.id, [...ids])));
}

/** The first of the names that no active recipe bears. */
export async function findFreeRecipeName(
  db: Queryable,
  companyId: string,
  names: readonly string[],
): Promise<string | undefined> {
  const [free] = await listRows<{ name: string }>(
    db,
    sql`
    select c.name from unnest(${sql.param([...names])}::text[]) with ordinality c (name, place)
    where not exists (select 1 from ${recipes} r
                      where r.company_id = ${companyId} and r.is_active and lower(r.name) = lower(c.name))
    order by c.place
    limit 1`,
  );
  return free?.name;
}

export async function insertRecipe(db: Queryable, values: typeof recipes.$inferInsert): Promise<RecipeRow> {
  const [row] = await db.insert(recipes).values(values).returning();
  return row as RecipeRow;
}

export async function updateRecipeRow(
  db: Queryable,
  companyId: string,
  id: string,
  values: Partial<Pick<RecipeRow, 'name' | 'isActive'>>,
) {
  const [row] = await db
    .update(recipes)
    .set({ ...values, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(recipes.companyId, companyId), eq(recipes.id, id)))
    .returning();
  return row;
}

export async function insertRecipeVersion(
  db: Queryable,
  values: {
    companyId: string;
    recipeId: string;
    version: number;
    effectiveFrom?: string | null;
    createdBy: string;
  },
  lines: Omit<typeof recipeLines.$inferInsert, 'companyId' | 'recipeVersionId' | 'position'>[],
): Promise<void> {
  const [row] = await db.insert(recipeVersions).values(values).returning({ id: recipeVersions.id });
  if (!row || lines.length === 0) return;
  const { companyId } = values;
  await db
    .insert(recipeLines)
    .values(lines.map((line, position) => ({ ...line, companyId, recipeVersionId: row.id, position })));
}

/** The newest version number and its lines, for each of the recipes. */
export async function listCurrentLines(
  db: Queryable,
  companyId: string,
  recipeIds: readonly string[],
): Promise<{
  versions: Map<string, number>;
  /** First business day the newest version counts for; null = all. */
  since: Map<string, string | null>;
  lines: Map<string, RecipeLineRow[]>;
}> {
  const versions = new Map<string, number>();
  const since = new Map<string, string | null>();
  const lines = new Map<string, RecipeLineRow[]>();
  if (recipeIds.length === 0) return { versions, since, lines };
  const rows = await listRows<
    { recipeId: string; version: number; effectiveFrom: string | null } & {
      [K in 'id' | 'name' | 'quantity' | 'trimPercent' | 'ingredientId' | 'subRecipeId']: string | null;
    } & { [K in 'baseUnit' | 'unit']: BaseUnit | null }
  >(
    db,
    sql`
    select v.recipe_id, v.version, v.effective_from::text, l.id, l.ingredient_id, l.sub_recipe_id, coalesce(i.name, s.name) as name, i.base_unit,
           l.quantity::text, l.unit, l.trim_percent::text
    from ${recipeVersions} v
    left join ${recipeLines} l on l.company_id = v.company_id and l.recipe_version_id = v.id
    left join ${ingredients} i on i.company_id = l.company_id and i.id = l.ingredient_id
    left join ${recipes} s on s.company_id = l.company_id and s.id = l.sub_recipe_id
    where v.company_id = ${companyId} and v.recipe_id = any(${sql.param(`{${recipeIds.join(',')}}`)}::uuid[]) and ${isCurrentVersion}
    order by v.recipe_id, l.position`,
  );
  for (const row of rows) {
    versions.set(row.recipeId, row.version);
    since.set(row.recipeId, row.effectiveFrom);
    const own = lines.get(row.recipeId) ?? [];
    lines.set(row.recipeId, own);
    if (row.id === null) continue;
    own.push({
      id: row.id,
      recipeId: row.recipeId,
      ingredientId: row.ingredientId,
      subRecipeId: row.subRecipeId,
      name: row.name ?? '',
      baseUnit: row.baseUnit,
      quantity: row.quantity ?? '0',
      unit: row.unit,
      trimPercent: row.trimPercent ?? '0',
    });
  }
  return { versions, since, lines };
}

interface NumberedLines {
  version: number;
  createdAt: Date;
  lines: RecipeLineRow[];
}

/** Of a recipe the versions with these numbers, each with its lines in their order. */
export async function listRecipeVersionsNumbered(
  db: Queryable,
  companyId: string,
  recipeId: string,
  numbers: readonly number[],
): Promise<NumberedLines[]> {
  if (numbers.length === 0) return [];
  const { version, createdAt } = recipeVersions;
  const rows = await db
    .select({
      version,
      createdAt,
      line: recipeLines,
      baseUnit: ingredients.baseUnit,
      name: sql<string | null>`coalesce(${ingredients.name}, ${recipes.name})`,
    })
    .from(recipeVersions)
    .leftJoin(
      recipeLines,
      and(
        eq(recipeLines.companyId, recipeVersions.companyId),
        eq(recipeLines.recipeVersionId, recipeVersions.id),
      ),
    )
    .leftJoin(
      ingredients,
      and(eq(ingredients.companyId, recipeLines.companyId), eq(ingredients.id, recipeLines.ingredientId)),
    )
    .leftJoin(
      recipes,
      and(eq(recipes.companyId, recipeLines.companyId), eq(recipes.id, recipeLines.subRecipeId)),
    )
    .where(
      and(
        eq(recipeVersions.companyId, companyId),
        eq(recipeVersions.recipeId, recipeId),
        inArray(version, [...numbers]),
      ),
    )
    .orderBy(asc(version), asc(recipeLines.position));
  const found = new Map<number, NumberedLines>();
  for (const { line, baseUnit, name, ...one } of rows) {
    const numbered = found.get(one.version) ?? { ...one, lines: [] };
    found.set(one.version, numbered);
    if (line) numbered.lines.push({ ...line, recipeId, name: name ?? '', baseUnit });
  }
  return [...found.values()];
}

/** One version of a recipe with its lines. */
export async function findRecipeVersion(
  db: Queryable,
  companyId: string,
  { recipeId, version }: { recipeId: string; version: number },
): Promise<NumberedLines | undefined> {
  const [found] = await listRecipeVersionsNumbered(db, companyId, recipeId, [version]);
  return found;
}

/** Which recipe uses which as a part now. */
export async function listRecipeGraph(db: Queryable, companyId: string): Promise<Map<string, string[]>> {
  const rows = await listRows<{ recipeId: string; subRecipeId: string }>(
    db,
    sql`
    select v.recipe_id, l.sub_recipe_id
    from ${recipeVersions} v
    join ${recipeLines} l on l.company_id = v.company_id and l.recipe_version_id = v.id
    where v.company_id = ${companyId} and l.sub_recipe_id is not null and ${isCurrentVersion}`,
  );
  const graph = new Map<string, string[]>();
  for (const { recipeId: recipe_id, subRecipeId: sub_recipe_id } of rows) {
    graph.set(recipe_id, [...(graph.get(recipe_id) ?? []), sub_recipe_id]);
  }
  return graph;
}
