CREATE TABLE "ledger_days" (
	"company_id" uuid NOT NULL,
	"business_day" date NOT NULL,
	"first_recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ledger_days_company_id_business_day_pk" PRIMARY KEY("company_id","business_day")
);
--> statement-breakpoint
ALTER TABLE "ledger_days" ADD CONSTRAINT "ledger_days_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- Held to the end of the migration: nothing is written between the sums as they are and the trigger that keeps them.
LOCK TABLE ledger_entries IN SHARE MODE;
--> statement-breakpoint
INSERT INTO ledger_days (company_id, business_day, first_recorded_at)
SELECT company_id, business_day, min(recorded_at) FROM ledger_entries GROUP BY 1, 2;
--> statement-breakpoint
ALTER TABLE "stock_levels" ADD COLUMN "first_recorded_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE stock_levels DISABLE TRIGGER stock_levels_derived;
--> statement-breakpoint
UPDATE stock_levels s SET first_recorded_at = e.at FROM (
  SELECT company_id, ingredient_id, storage_unit_id, min(recorded_at) AS at FROM ledger_entries GROUP BY 1, 2, 3) e
WHERE (e.company_id, e.ingredient_id, e.storage_unit_id) = (s.company_id, s.ingredient_id, s.storage_unit_id);
--> statement-breakpoint
ALTER TABLE stock_levels ENABLE TRIGGER stock_levels_derived;
--> statement-breakpoint
ALTER TABLE "stock_levels" ALTER COLUMN "first_recorded_at" SET NOT NULL;
--> statement-breakpoint
-- Who records does so under the company's lock, so what was written first was recorded first, unless the clock was set back.
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
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_days_derived BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ledger_days FOR EACH STATEMENT EXECUTE FUNCTION refuse_unless_from_ledger();
--> statement-breakpoint
-- Covers the recorded time too: what was known at a moment is added up from the index alone.
DROP INDEX "ledger_entries_stock_idx";
--> statement-breakpoint
CREATE INDEX "ledger_entries_stock_idx" ON "ledger_entries" ("company_id","storage_unit_id","ingredient_id","business_day","seq") INCLUDE ("quantity","value","type","count_id","recorded_at");
