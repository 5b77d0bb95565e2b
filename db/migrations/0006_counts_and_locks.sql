CREATE TABLE "period_locks" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"locked_until" date NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stock_count_withdrawals" (
	"count_id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"note" text,
	"created_by" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stock_counts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "stock_counts_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"company_id" uuid NOT NULL,
	"storage_unit_id" uuid NOT NULL,
	"ingredient_id" uuid NOT NULL,
	"business_day" date NOT NULL,
	"moment" smallint NOT NULL,
	"counted_quantity" numeric(24, 6) NOT NULL,
	"note" text,
	"batch_id" uuid NOT NULL,
	"created_by" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "stock_counts_company_id_key" UNIQUE("company_id","id"),
	CONSTRAINT "stock_counts_moment_check" CHECK (moment in (0, 2)),
	CONSTRAINT "stock_counts_quantity_check" CHECK (counted_quantity >= 0)
);
--> statement-breakpoint
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_revision_fk";
--> statement-breakpoint
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_pos_key";
--> statement-breakpoint
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_pos_check";
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD COLUMN "original_day" date;
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD COLUMN "for_day" date GENERATED ALWAYS AS (coalesce(original_day, business_day)) STORED NOT NULL;
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD COLUMN "reason" text;
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD COLUMN "batch_line" integer;
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD COLUMN "cause" text;
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD COLUMN "count_id" uuid;
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_count_key" UNIQUE("count_id","revision","is_reversal");
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_pos_key" UNIQUE("location_id","for_day","item_id","ingredient_id","revision","is_reversal");
--> statement-breakpoint
ALTER TABLE "period_locks" ADD CONSTRAINT "period_locks_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "stock_count_withdrawals" ADD CONSTRAINT "stock_count_withdrawals_count_fk" FOREIGN KEY ("company_id","count_id") REFERENCES "public"."stock_counts"("company_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "stock_counts" ADD CONSTRAINT "stock_counts_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "stock_counts" ADD CONSTRAINT "stock_counts_storage_unit_fk" FOREIGN KEY ("company_id","storage_unit_id") REFERENCES "public"."storage_units"("company_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "stock_counts" ADD CONSTRAINT "stock_counts_ingredient_fk" FOREIGN KEY ("company_id","ingredient_id") REFERENCES "public"."ingredients"("company_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_count_revision_fk" FOREIGN KEY ("count_id","prior_revision","prior_is_reversal") REFERENCES "public"."ledger_entries"("count_id","revision","is_reversal") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_count_fk" FOREIGN KEY ("company_id","count_id") REFERENCES "public"."stock_counts"("company_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_revision_fk" FOREIGN KEY ("location_id","for_day","item_id","ingredient_id","prior_revision","prior_is_reversal") REFERENCES "public"."ledger_entries"("location_id","for_day","item_id","ingredient_id","revision","is_reversal") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "stock_counts_order_idx" ON "stock_counts" USING btree ("company_id","storage_unit_id","ingredient_id","business_day","moment","seq");
--> statement-breakpoint
CREATE INDEX "stock_counts_batch_idx" ON "stock_counts" USING btree ("company_id","batch_id");
--> statement-breakpoint
CREATE INDEX "stock_counts_list_idx" ON "stock_counts" USING btree ("company_id","business_day","seq");
--> statement-breakpoint
CREATE INDEX "ledger_entries_batch_idx" ON "ledger_entries" USING btree ("company_id","batch_id") WHERE batch_id is not null;
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_count_check" CHECK (count_id is null or (type = 'ADJUSTMENT' and source = 'manual'));
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_original_day_check" CHECK (original_day < business_day);
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_reason_check" CHECK (reason is null or (type = 'WASTE' and reason in ('spoiled','expired','damaged','dropped','prep_loss','over_portioned','returned','staff_meal','complimentary','other')));
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_cause_check" CHECK (cause in ('recount','revaluation','correction'));
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_pos_check" CHECK (case when source = 'pos'
            then type = 'ISSUE' and num_nulls(location_id, item_id, transfer_log_id, snapshot_id, mapping_version_id, revision, source_lines, sold_quantity, usage_per_item) = 0
                 and revision >= 1
            else num_nonnulls(location_id, item_id, transfer_log_id) = 0 and (count_id is null) = (revision is null) end);
--> statement-breakpoint
CREATE TRIGGER stock_counts_append_only BEFORE UPDATE OR DELETE ON stock_counts FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER stock_counts_no_truncate BEFORE TRUNCATE ON stock_counts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER stock_count_withdrawals_append_only BEFORE UPDATE OR DELETE ON stock_count_withdrawals FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER stock_count_withdrawals_no_truncate BEFORE TRUNCATE ON stock_count_withdrawals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- As before, but a reversal may be booked on a later day than its original, whose own may be locked, if it says which day it is for.
CREATE OR REPLACE FUNCTION check_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE o ledger_entries;
BEGIN
  SELECT * INTO o FROM ledger_entries WHERE id = NEW.reverses_entry_id AND company_id = NEW.company_id;
  IF NOT FOUND OR o.reverses_entry_id IS NOT NULL
     OR o.quantity <> -NEW.quantity OR o.unit_cost <> NEW.unit_cost
     OR (o.type, o.ingredient_id, o.storage_unit_id, o.source, o.for_day) IS DISTINCT FROM (NEW.type, NEW.ingredient_id, NEW.storage_unit_id, NEW.source, coalesce(NEW.original_day, NEW.business_day))
     OR NEW.business_day < o.business_day
     OR (o.location_id, o.item_id, o.count_id, o.revision) IS DISTINCT FROM (NEW.location_id, NEW.item_id, NEW.count_id, NEW.revision) THEN
    RAISE EXCEPTION 'entry % does not exactly reverse %', NEW.id, NEW.reverses_entry_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- An ADJUSTMENT sits in the stock its count is about, on the day of the count.
CREATE FUNCTION check_count_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM stock_counts c WHERE c.id = NEW.count_id AND c.company_id = NEW.company_id
                 AND (c.storage_unit_id, c.ingredient_id, c.business_day) = (NEW.storage_unit_id, NEW.ingredient_id, NEW.business_day)) THEN
    RAISE EXCEPTION 'entry % does not belong to count %', NEW.id, NEW.count_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_count BEFORE INSERT ON ledger_entries FOR EACH ROW WHEN (NEW.count_id IS NOT NULL) EXECUTE FUNCTION check_count_entry();
--> statement-breakpoint
-- Nothing is dated on or before the last locked day, whoever writes it. Writers share the lock until their commit, so that a period
-- is locked only when nothing that began before is still on its way into it.
CREATE FUNCTION refuse_locked_day() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE refused date;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(c.id::text, 34))
  FROM (SELECT DISTINCT company_id AS id FROM written ORDER BY 1) c;
  SELECT w.business_day INTO refused FROM written w JOIN period_locks p ON p.company_id = w.company_id
  WHERE w.business_day <= p.locked_until LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the period of % is locked', refused
      USING ERRCODE = 'check_violation', CONSTRAINT = 'period_locked', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_locked AFTER INSERT ON ledger_entries REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION refuse_locked_day();
--> statement-breakpoint
CREATE TRIGGER stock_counts_locked AFTER INSERT ON stock_counts REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION refuse_locked_day();
--> statement-breakpoint
CREATE FUNCTION refuse_locked_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(NEW.company_id::text, 34));
  IF EXISTS (SELECT FROM stock_counts c JOIN period_locks p ON p.company_id = c.company_id
             WHERE c.id = NEW.count_id AND c.business_day <= p.locked_until) THEN
    RAISE EXCEPTION 'the period of count % is locked', NEW.count_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'period_locked', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER stock_count_withdrawals_locked BEFORE INSERT ON stock_count_withdrawals FOR EACH ROW EXECUTE FUNCTION refuse_locked_withdrawal();
