import { z } from 'zod';
import { costSourceSchema } from './balances';
import { baseUnitSchema, idSchema, instantSchema } from './common';
import { ledgerEntrySchema } from './ledger';
import { modifierEffectSchema } from './modifiers';

/**
 * Why an entry of POS usage is what it is, from the receipt to the value; enough to compute it anew (R25).
 */
export const explainedSaleSchema = z
  .object({
    /** The entry takes another one back: everything here is of that one, with the sign turned. */
    is_reversal: z.boolean(),
    snapshot: z.object({
      id: idSchema,
      version: z.number().int(),
      content_hash: z.string(),
      fetched_at: instantSchema,
    }),
    lines: z.array(
      z.object({
        seq: z.number().int(),
        account_id: z.string(),
        account_type: z.string(),
        receipt_id: z.string().nullable(),
        line_id: z.string(),
        sku: z.string().nullable(),
        name: z.string(),
        quantity: z.string(),
        net_value: z.string().nullable(),
        void_reason: z.string().nullable(),
        /** When the line was sold, else when its bill was closed. */
        sold_at: instantSchema.nullable(),
      }),
    ),
    /** Null of the packaging of bills. */
    item: z
      .object({
        id: idSchema,
        lightspeed_id: z.string(),
        sku: z.string().nullable(),
        name: z.string(),
      })
      .nullable(),
    /** Null of what is sold as a modifier by a rule of its own. */
    mapping: z
      .object({
        version_id: idSchema,
        version: z.number().int(),
        effective_from: z.string().nullable(),
        created_at: instantSchema,
        mapped_object_type: z.enum(['ingredient', 'recipe']),
        mapped_object_id: idSchema,
        mapped_object_name: z.string(),
        quantity: z.string(),
        /** Null: portions of a recipe. */
        unit: baseUnitSchema.nullable(),
        is_subtraction: z.boolean(),
      })
      .nullable(),
    /** Instead: what was said of the item as a modifier (R37). */
    modifier: z
      .object({
        rule_id: idSchema,
        version: z.number().int(),
        effective_from: z.string().nullable(),
        created_at: instantSchema,
        effect: modifierEffectSchema,
        /** The item it was sold under; null = by itself, or under what is not known. */
        parent_item_id: idSchema.nullable(),
        parent_item_name: z.string().nullable(),
        said_for: z.enum(['item', 'accounting_group', 'all']),
        mapped_object_type: z.enum(['ingredient', 'recipe']).nullable(),
        mapped_object_id: idSchema.nullable(),
        mapped_object_name: z.string().nullable(),
        quantity: z.string().nullable(),
        unit: baseUnitSchema.nullable(),
        replaces_ingredient_name: z.string().nullable(),
        factor: z.string().nullable(),
        share: z.string().nullable(),
      })
      .nullable(),
    /**
     * Instead: what goes along when it leaves the house (R40), so much of the ingredient for each piece, or
     * for each bill; then the lines are one of each bill.
     */
    packaging: z
      .object({
        rule_id: idSchema,
        version: z.number().int(),
        effective_from: z.string().nullable(),
        created_at: instantSchema,
        said_for: z.enum(['item', 'accounting_group', 'bill']),
        accounting_group: z.string().nullable(),
        quantity: z.string(),
        unit: baseUnitSchema,
      })
      .nullable(),
    /**
     * Of waste (R16): what says that goods voided for the reason are waste. The lines are the voids, whose
     * pieces, with the sign turned, were put there.
     */
    waste: z
      .object({
        version_id: idSchema,
        reason: z.string(),
        version: z.number().int(),
        effective_from: z.string().nullable(),
        created_at: instantSchema,
      })
      .nullable(),
    /**
     * Lines of which each piece changed the same, by `seq`. Only where pieces differ, and of modifiers: what
     * they change follows from the parent and what else hangs on it.
     */
    parts: z.array(
      z.object({ sold_quantity: z.string(), usage_per_item: z.string(), lines: z.array(z.number().int()) }),
    ),
    /**
     * The recipes on the way, the mapped one first; `level` 0 is that one. Only the lines that lead to the
     * ingredient.
     */
    recipes: z.array(
      z.object({
        level: z.number().int(),
        recipe_id: idSchema,
        recipe_version_id: idSchema,
        name: z.string(),
        version: z.number().int(),
        effective_from: z.string().nullable(),
        lines: z.array(
          z.object({
            position: z.number().int(),
            ingredient_id: idSchema.nullable(),
            sub_recipe_id: idSchema.nullable(),
            name: z.string(),
            quantity: z.string(),
            /** Null: portions of a sub-recipe, or the base unit. */
            unit: baseUnitSchema.nullable(),
            trim_percent: z.string(),
            /** Quantity ÷ (1 − trim), in the same unit, up to 12 decimals. */
            gross_quantity: z.string(),
          }),
        ),
      }),
    ),
    ingredient: z.object({ id: idSchema, name: z.string(), base_unit: baseUnitSchema }),
    sold_quantity: z.string(),
    /**
     * Exact fractions `n/d` in the base unit, signed: for one sold item, and for all, before the one
     * rounding. Null for one where pieces differ.
     */
    usage_per_item: z.string().nullable(),
    exact_quantity: z.string(),
    /**
     * What the unit cost is, as known when the entry was written (R23): the average of the receipts dated up
     * to its day, or, without any, the fallback.
     */
    cost: z.object({
      receipts: z.number().int(),
      received_quantity: z.string(),
      received_value: z.string(),
      source: costSourceSchema,
      /**
       * What counts without receipts: the standard cost, or what was received first cost on its day; null
       * when unknown or not needed.
       */
      fallback_cost: z.string().nullable(),
      fallback_receipt_day: z.string().nullable(),
      unit_cost: z.string(),
    }),
  })
  .meta({ id: 'ExplainedSale' });
export const entryExplanationSchema = z.object({
  entry: ledgerEntrySchema,
  /** Null for what was entered by hand: the entry itself says it. */
  sale: explainedSaleSchema.nullable(),
});
export type EntryExplanation = z.infer<typeof entryExplanationSchema>;
export type ExplainedSale = z.infer<typeof explainedSaleSchema>;
