import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  numeric,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  companyForeignKey,
  companyId,
  createdAt,
  id,
  moment,
  quantity,
  searchText,
  updatedAt,
} from './columns';
import { companies } from './people';

export const storageUnits = pgTable(
  'storage_units',
  {
    id: id(),
    companyId: companyId().references(() => companies.id),
    name: text('name').notNull(),
    searchText: searchText(sql`fold_text(name)`),
    address: text('address'),
    archivedAt: moment('archived_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('storage_units_company_id_key').on(t.companyId, t.id),
    uniqueIndex('storage_units_name_key')
      .on(t.companyId, sql`lower(${t.name})`)
      .where(sql`archived_at is null`),
  ],
);

export const ingredients = pgTable(
  'ingredients',
  {
    id: id(),
    companyId: companyId().references(() => companies.id),
    name: text('name').notNull(),
    searchText: searchText(sql`fold_text(name)`),
    baseUnit: text('base_unit', { enum: ['kg', 'g', 'l', 'cl', 'ml', 'piece', 'bottle'] }).notNull(),
    allergens: text('allergens').array().notNull().default(sql`'{}'`),
    /** What one base unit costs while nothing was received (R23); null = not said. */
    standardCost: quantity('standard_cost'),
    /** Below it, in all storage units together, people are told (R54); null = not watched. */
    minimumQuantity: quantity('minimum_quantity'),
    isActive: boolean('is_active').notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('ingredients_company_id_key').on(t.companyId, t.id),
    uniqueIndex('ingredients_name_key').on(t.companyId, sql`lower(${t.name})`).where(sql`is_active`),
    check('ingredients_standard_cost_check', sql`standard_cost >= 0`),
    check('ingredients_minimum_quantity_check', sql`minimum_quantity > 0`),
    check('ingredients_base_unit_check', sql`base_unit in ('kg','g','l','cl','ml','piece','bottle')`),
  ],
);

export const recipes = pgTable(
  'recipes',
  {
    id: id(),
    companyId: companyId().references(() => companies.id),
    name: text('name').notNull(),
    searchText: searchText(sql`fold_text(name)`),
    isActive: boolean('is_active').notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('recipes_company_id_key').on(t.companyId, t.id),
    uniqueIndex('recipes_name_key').on(t.companyId, sql`lower(${t.name})`).where(sql`is_active`),
  ],
);

/**
 * Every save of a recipe's lines is a new version; old ones stay so that an entry can be recomputed (R25).
 * `effectiveFrom` null = for all business days; a day uses the newest version whose effectiveFrom is not
 * after it.
 */
export const recipeVersions = pgTable(
  'recipe_versions',
  {
    id: id(),
    companyId: companyId(),
    recipeId: uuid('recipe_id').notNull(),
    version: integer('version').notNull(),
    effectiveFrom: date('effective_from', { mode: 'string' }),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('recipe_versions_company_id_key').on(t.companyId, t.id),
    unique('recipe_versions_number_key').on(t.recipeId, t.version),
    companyForeignKey('recipe_versions_recipe_fk', t.companyId, t.recipeId, recipes),
  ],
);

/**
 * One ingredient or one sub-recipe, never both. Quantity is per portion; trim is a fraction of the usable
 * amount's gross (R17).
 */
export const recipeLines = pgTable(
  'recipe_lines',
  {
    id: id(),
    companyId: companyId(),
    recipeVersionId: uuid('recipe_version_id').notNull(),
    position: integer('position').notNull(),
    ingredientId: uuid('ingredient_id'),
    subRecipeId: uuid('sub_recipe_id'),
    quantity: quantity('quantity').notNull(),
    unit: text('unit', { enum: ['kg', 'g', 'l', 'cl', 'ml', 'piece', 'bottle'] }),
    trimPercent: numeric('trim_percent', { precision: 9, scale: 6 }).notNull().default('0'),
  },
  (t) => [
    unique('recipe_lines_position_key').on(t.recipeVersionId, t.position),
    index('recipe_lines_ingredient_idx').on(t.companyId, t.ingredientId),
    index('recipe_lines_sub_recipe_idx').on(t.companyId, t.subRecipeId),
    companyForeignKey('recipe_lines_recipe_version_fk', t.companyId, t.recipeVersionId, recipeVersions),
    companyForeignKey('recipe_lines_ingredient_fk', t.companyId, t.ingredientId, ingredients),
    companyForeignKey('recipe_lines_sub_recipe_fk', t.companyId, t.subRecipeId, recipes),
    check('recipe_lines_target_check', sql`num_nonnulls(ingredient_id, sub_recipe_id) = 1`),
    check('recipe_lines_quantity_check', sql`quantity > 0`),
    check('recipe_lines_trim_check', sql`trim_percent >= 0 and trim_percent < 100`),
  ],
);
