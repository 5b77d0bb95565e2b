CREATE TABLE "receipt_days" (
	"company_id" uuid NOT NULL,
	"ingredient_id" uuid NOT NULL,
	"business_day" date NOT NULL,
	"quantity" numeric(30, 6) NOT NULL,
	"value" numeric(42, 12) NOT NULL,
	CONSTRAINT "receipt_days_company_id_ingredient_id_business_day_pk" PRIMARY KEY("company_id","ingredient_id","business_day")
);
--> statement-breakpoint
CREATE TABLE "stock_levels" (
	"company_id" uuid NOT NULL,
	"ingredient_id" uuid NOT NULL,
	"storage_unit_id" uuid NOT NULL,
	"quantity" numeric(30, 6) NOT NULL,
	"value" numeric(42, 12) NOT NULL,
	"entries" bigint NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	CONSTRAINT "stock_levels_company_id_ingredient_id_storage_unit_id_pk" PRIMARY KEY("company_id","ingredient_id","storage_unit_id")
);
--> statement-breakpoint
ALTER TABLE "receipt_days" ADD CONSTRAINT "receipt_days_ingredient_fk" FOREIGN KEY ("company_id","ingredient_id") REFERENCES "public"."ingredients"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_levels" ADD CONSTRAINT "stock_levels_ingredient_fk" FOREIGN KEY ("company_id","ingredient_id") REFERENCES "public"."ingredients"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_levels" ADD CONSTRAINT "stock_levels_storage_unit_fk" FOREIGN KEY ("company_id","storage_unit_id") REFERENCES "public"."storage_units"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stock_levels_unit_idx" ON "stock_levels" USING btree ("company_id","storage_unit_id");--> statement-breakpoint
-- What is on hand at the end of a day, read from the index alone.
CREATE INDEX "ledger_entries_stock_idx" ON "ledger_entries" ("company_id","storage_unit_id","ingredient_id","business_day","seq") INCLUDE ("quantity","value");
--> statement-breakpoint
-- Sums kept by the statement that writes the entries. A company's writers follow one another from here to their commit, so that two
-- of them cannot wait for each other's rows in a circle.
CREATE FUNCTION keep_stock_levels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(c.company_id::text, 22))
  FROM (SELECT DISTINCT company_id FROM written ORDER BY 1) c;
  INSERT INTO stock_levels AS s (company_id, ingredient_id, storage_unit_id, quantity, value, entries, first_day, last_day)
  SELECT company_id, ingredient_id, storage_unit_id, sum(quantity), sum(value), count(*), min(business_day), max(business_day)
  FROM written GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (company_id, ingredient_id, storage_unit_id) DO UPDATE SET
    quantity = s.quantity + excluded.quantity, value = s.value + excluded.value, entries = s.entries + excluded.entries,
    first_day = least(s.first_day, excluded.first_day), last_day = greatest(s.last_day, excluded.last_day);
  INSERT INTO receipt_days AS r (company_id, ingredient_id, business_day, quantity, value)
  SELECT company_id, ingredient_id, business_day, sum(quantity), sum(value)
  FROM written WHERE type = 'RECEIPT' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (company_id, ingredient_id, business_day) DO UPDATE SET
    quantity = r.quantity + excluded.quantity, value = r.value + excluded.value;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_stock AFTER INSERT ON ledger_entries REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION keep_stock_levels();
--> statement-breakpoint
INSERT INTO stock_levels (company_id, ingredient_id, storage_unit_id, quantity, value, entries, first_day, last_day)
SELECT company_id, ingredient_id, storage_unit_id, sum(quantity), sum(value), count(*), min(business_day), max(business_day)
FROM ledger_entries GROUP BY 1, 2, 3;
--> statement-breakpoint
INSERT INTO receipt_days (company_id, ingredient_id, business_day, quantity, value)
SELECT company_id, ingredient_id, business_day, sum(quantity), sum(value) FROM ledger_entries WHERE type = 'RECEIPT' GROUP BY 1, 2, 3;
--> statement-breakpoint
-- Nobody but that trigger writes them: a statement of one's own is no deeper than this one.
CREATE FUNCTION refuse_unless_from_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION '% follows ledger_entries: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER stock_levels_derived BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON stock_levels FOR EACH STATEMENT EXECUTE FUNCTION refuse_unless_from_ledger();
--> statement-breakpoint
CREATE TRIGGER receipt_days_derived BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON receipt_days FOR EACH STATEMENT EXECUTE FUNCTION refuse_unless_from_ledger();
