CREATE TABLE "cost_fallbacks" (
	"seq" bigint PRIMARY KEY DEFAULT nextval('ledger_entries_seq_seq') NOT NULL,
	"company_id" uuid NOT NULL,
	"ingredient_id" uuid NOT NULL,
	"source" text NOT NULL,
	"unit_cost" numeric(24, 6),
	"receipt_day" date,
	"effective_from" date,
	"created_by" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "cost_fallbacks_source_check" CHECK (source in ('standard','first_receipt','unknown')),
	CONSTRAINT "cost_fallbacks_cost_check" CHECK ((unit_cost is null) = (source = 'unknown') and unit_cost >= 0),
	CONSTRAINT "cost_fallbacks_receipt_day_check" CHECK ((receipt_day is not null) = (source = 'first_receipt'))
);
--> statement-breakpoint
CREATE TABLE "receipt_totals" (
	"company_id" uuid NOT NULL,
	"ingredient_id" uuid NOT NULL,
	"quantity" numeric(30, 6) NOT NULL,
	"value" numeric(42, 12) NOT NULL,
	"last_day" date NOT NULL,
	CONSTRAINT "receipt_totals_company_id_ingredient_id_pk" PRIMARY KEY("company_id","ingredient_id")
);
--> statement-breakpoint
ALTER TABLE "ingredients" ADD COLUMN "standard_cost" numeric(24, 6);--> statement-breakpoint
ALTER TABLE "cost_fallbacks" ADD CONSTRAINT "cost_fallbacks_ingredient_fk" FOREIGN KEY ("company_id","ingredient_id") REFERENCES "public"."ingredients"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_totals" ADD CONSTRAINT "receipt_totals_ingredient_fk" FOREIGN KEY ("company_id","ingredient_id") REFERENCES "public"."ingredients"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cost_fallbacks_ingredient_idx" ON "cost_fallbacks" USING btree ("company_id","ingredient_id","seq");--> statement-breakpoint
ALTER TABLE "ingredients" ADD CONSTRAINT "ingredients_standard_cost_check" CHECK (standard_cost >= 0);
--> statement-breakpoint
CREATE TRIGGER cost_fallbacks_append_only BEFORE UPDATE OR DELETE ON cost_fallbacks FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER cost_fallbacks_no_truncate BEFORE TRUNCATE ON cost_fallbacks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Recorded as entries are, so that a cost as known at a moment lasts.
CREATE TRIGGER cost_fallbacks_record BEFORE INSERT ON cost_fallbacks FOR EACH ROW EXECUTE FUNCTION record_entry();
--> statement-breakpoint
-- Value over quantity, half-even to 6 decimals (R19): the whole millionths next to it, and of two equally near the even one. Postgres'
-- own division and round() know neither. Values are not negative; NULL where nothing is left of what was received.
CREATE FUNCTION average_cost(quantity numeric, value numeric) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN quantity > 0 THEN
    (div(2000000 * value + quantity, 2 * quantity)
     - CASE WHEN mod(2000000 * value + quantity, 2 * quantity) = 0 AND mod(div(2000000 * value + quantity, 2 * quantity), 2) = 1
            THEN 1 ELSE 0 END) * 0.000001 END
$$;
--> statement-breakpoint
-- Held to the end of the migration: nothing is written between the sums as they are and the trigger that keeps them.
LOCK TABLE ledger_entries IN SHARE ROW EXCLUSIVE MODE;
--> statement-breakpoint
INSERT INTO receipt_totals (company_id, ingredient_id, quantity, value, last_day)
SELECT company_id, ingredient_id, sum(quantity), sum(value), max(business_day) FROM receipt_days GROUP BY 1, 2;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION keep_stock_levels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(c.company_id::text, 22))
  FROM (SELECT DISTINCT company_id FROM written ORDER BY 1) c;
  INSERT INTO stock_levels AS s (company_id, ingredient_id, storage_unit_id, quantity, value, entries, first_day, last_day, first_recorded_at)
  SELECT company_id, ingredient_id, storage_unit_id, sum(quantity), sum(value), count(*), min(business_day), max(business_day), min(recorded_at)
  FROM written GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (company_id, ingredient_id, storage_unit_id) DO UPDATE SET
    quantity = s.quantity + excluded.quantity, value = s.value + excluded.value, entries = s.entries + excluded.entries,
    first_day = least(s.first_day, excluded.first_day), last_day = greatest(s.last_day, excluded.last_day),
    first_recorded_at = least(s.first_recorded_at, excluded.first_recorded_at);
  INSERT INTO ledger_days AS d (company_id, business_day, first_recorded_at)
  SELECT company_id, business_day, min(recorded_at) FROM written GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (company_id, business_day) DO UPDATE SET first_recorded_at = excluded.first_recorded_at
    WHERE excluded.first_recorded_at < d.first_recorded_at;
  INSERT INTO receipt_days AS r (company_id, ingredient_id, business_day, quantity, value)
  SELECT company_id, ingredient_id, business_day, sum(quantity), sum(value)
  FROM written WHERE type = 'RECEIPT' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (company_id, ingredient_id, business_day) DO UPDATE SET
    quantity = r.quantity + excluded.quantity, value = r.value + excluded.value;
  INSERT INTO receipt_totals AS t (company_id, ingredient_id, quantity, value, last_day)
  SELECT company_id, ingredient_id, sum(quantity), sum(value), max(business_day)
  FROM written WHERE type = 'RECEIPT' GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (company_id, ingredient_id) DO UPDATE SET
    quantity = t.quantity + excluded.quantity, value = t.value + excluded.value, last_day = greatest(t.last_day, excluded.last_day);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER receipt_totals_derived BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON receipt_totals FOR EACH STATEMENT EXECUTE FUNCTION refuse_unless_from_ledger();
--> statement-breakpoint
-- The upgrade: what was used before anything was received was valued at 0. It costs what the first receipt day says now (R23), save in a
-- locked period, whose costs stay.
INSERT INTO cost_fallbacks (company_id, ingredient_id, source, unit_cost, receipt_day, effective_from, created_by)
SELECT f.company_id, f.ingredient_id, 'first_receipt', f.unit_cost, f.business_day, p.locked_until + 1, 'job:upgrade'
FROM (SELECT DISTINCT ON (company_id, ingredient_id) company_id, ingredient_id, business_day, average_cost(quantity, value) AS unit_cost
      FROM receipt_days WHERE quantity > 0 ORDER BY company_id, ingredient_id, business_day) f
LEFT JOIN period_locks p ON p.company_id = f.company_id
ORDER BY f.company_id, f.ingredient_id;
--> statement-breakpoint
CREATE TEMP TABLE valued_anew ON COMMIT DROP AS
WITH received AS (
  SELECT company_id, ingredient_id, business_day, sum(quantity) OVER w AS quantity, lead(business_day) OVER w AS next_day
  FROM receipt_days WINDOW w AS (PARTITION BY company_id, ingredient_id ORDER BY business_day)),
spans AS (
  SELECT company_id, ingredient_id, '-infinity'::date AS from_day, min(business_day) AS to_day FROM received GROUP BY 1, 2
  UNION ALL
  SELECT company_id, ingredient_id, business_day, coalesce(next_day, 'infinity') FROM received WHERE quantity <= 0)
SELECT e.id, gen_random_uuid() AS reversal_id, gen_random_uuid() AS posting_id, f.unit_cost
FROM spans s
JOIN cost_fallbacks f ON f.company_id = s.company_id AND f.ingredient_id = s.ingredient_id
JOIN ledger_entries e ON e.company_id = s.company_id AND e.ingredient_id = s.ingredient_id
  AND e.business_day >= greatest(s.from_day, f.effective_from) AND e.business_day < s.to_day
WHERE e.type <> 'RECEIPT' AND e.unit_cost <> f.unit_cost AND e.reverses_entry_id IS NULL
  AND NOT EXISTS (SELECT FROM ledger_entries r WHERE r.reverses_entry_id = e.id);
--> statement-breakpoint
INSERT INTO ledger_entries (id, company_id, type, ingredient_id, storage_unit_id, quantity, unit_cost, business_day, original_day, source,
  created_by, cause, note, reason, batch_id, batch_line, count_id, reverses_entry_id, location_id, item_id, transfer_log_id, snapshot_id,
  mapping_version_id, recipe_version_id, recipe_version_ids, source_lines, sold_quantity, usage_per_item, revision)
SELECT v.reversal_id, o.company_id, o.type, o.ingredient_id, o.storage_unit_id, -o.quantity, o.unit_cost, o.business_day, o.original_day, o.source,
  'job:upgrade', 'revaluation', o.note, o.reason, o.batch_id, o.batch_line, o.count_id, o.id, o.location_id, o.item_id, o.transfer_log_id, o.snapshot_id,
  o.mapping_version_id, o.recipe_version_id, o.recipe_version_ids, o.source_lines, o.sold_quantity, o.usage_per_item, o.revision
FROM valued_anew v JOIN ledger_entries o ON o.id = v.id ORDER BY o.seq;
--> statement-breakpoint
INSERT INTO ledger_entries (id, company_id, type, ingredient_id, storage_unit_id, quantity, unit_cost, business_day, original_day, source,
  created_by, cause, note, reason, batch_id, batch_line, count_id, location_id, item_id, transfer_log_id, snapshot_id,
  mapping_version_id, recipe_version_id, recipe_version_ids, source_lines, sold_quantity, usage_per_item, revision)
SELECT v.posting_id, o.company_id, o.type, o.ingredient_id, o.storage_unit_id, o.quantity, v.unit_cost, o.business_day, o.original_day, o.source,
  'job:upgrade', 'revaluation', o.note, o.reason, o.batch_id, o.batch_line, o.count_id, o.location_id, o.item_id, o.transfer_log_id, o.snapshot_id,
  o.mapping_version_id, o.recipe_version_id, o.recipe_version_ids, o.source_lines, o.sold_quantity, o.usage_per_item, o.revision + 1
FROM valued_anew v JOIN ledger_entries o ON o.id = v.id ORDER BY o.seq;
