CREATE TABLE "void_reason_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"reason_key" text NOT NULL,
	"reason" text NOT NULL,
	"outcome" text NOT NULL,
	"version" integer NOT NULL,
	"effective_from" date,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"superseded_at" timestamp with time zone,
	CONSTRAINT "void_reason_versions_company_id_key" UNIQUE("company_id","id"),
	CONSTRAINT "void_reason_versions_number_key" UNIQUE("company_id","reason_key","version"),
	CONSTRAINT "void_reason_versions_outcome_check" CHECK (outcome in ('returned','gone','waste'))
);
--> statement-breakpoint
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_revision_fk";--> statement-breakpoint
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_pos_key";--> statement-breakpoint
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_pos_check";--> statement-breakpoint
ALTER TABLE "transfer_logs" DROP CONSTRAINT "transfer_logs_cause_check";--> statement-breakpoint
-- In two statements: a kept column can only be worked out of one that is there. Only the second writes the table anew.
ALTER TABLE "ledger_entries" ADD COLUMN "purpose" text DEFAULT 'sale' NOT NULL, ADD COLUMN "void_reason_version_id" uuid;--> statement-breakpoint
ALTER TABLE "ledger_entries" DROP COLUMN "under_item_id", ADD COLUMN "use_key" text GENERATED ALWAYS AS (case when location_id is not null then coalesce(item_id::text, '') || coalesce(' under ' || parent_item_id::text, '') || case purpose when 'sale' then '' else ' ' || purpose end end) STORED;--> statement-breakpoint
ALTER TABLE "transfer_logs" ADD COLUMN "cause_setting" text;--> statement-breakpoint
ALTER TABLE "void_reason_versions" ADD CONSTRAINT "void_reason_versions_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "void_reason_versions_current_key" ON "void_reason_versions" USING btree ("company_id","reason_key") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "void_reason_versions_company_idx" ON "void_reason_versions" USING btree ("company_id");--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_void_reason_fk" FOREIGN KEY ("company_id","void_reason_version_id") REFERENCES "public"."void_reason_versions"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_pos_key" UNIQUE("location_id","for_day","use_key","ingredient_id","revision","is_reversal");--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_revision_fk" FOREIGN KEY ("location_id","for_day","use_key","ingredient_id","prior_revision","prior_is_reversal") REFERENCES "public"."ledger_entries"("location_id","for_day","use_key","ingredient_id","revision","is_reversal") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sale_lines_void_reason_idx" ON "sale_lines" USING btree ("company_id","snapshot_id") WHERE void_reason is not null;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_pos_check" CHECK (case when source = 'pos'
            then type = case when void_reason_version_id is null then 'ISSUE' else 'WASTE' end
                 and (void_reason_version_id is null) = (purpose not like 'waste %') and num_nulls(location_id, item_id, transfer_log_id, snapshot_id, revision, source_lines, sold_quantity) = 0
                 and num_nonnulls(mapping_version_id, modifier_rule_id) = 1 and num_nonnulls(usage_per_item, usage_parts) = 1
                 and (parent_item_id is null or (modifier_rule_id is not null and parent_item_id <> item_id))
                 and revision >= 1
            else num_nonnulls(location_id, item_id, transfer_log_id, parent_item_id, modifier_rule_id, usage_parts, void_reason_version_id) = 0
                 and purpose = 'sale' and (count_id is null) = (revision is null) end);--> statement-breakpoint
ALTER TABLE "transfer_logs" ADD CONSTRAINT "transfer_logs_cause_setting_check" CHECK (cause_setting in ('void_reasons','packaging'));--> statement-breakpoint
ALTER TABLE "transfer_logs" ADD CONSTRAINT "transfer_logs_cause_check" CHECK (num_nonnulls(cause_item_id, cause_recipe_id, cause_setting) <= 1);
--> statement-breakpoint
-- What was said before counts for all days, as it did: for whatever day it was asked.
INSERT INTO "void_reason_versions" (id, company_id, reason_key, reason, outcome, version, created_by, created_at)
SELECT DISTINCT ON (w.company_id, k.key) gen_random_uuid(), w.company_id, k.key, w.reason, 'gone', 1, 'job:upgrade', c.created_at
FROM "waste_reasons" w JOIN "companies" c ON c.id = w.company_id
CROSS JOIN LATERAL (SELECT upper(replace(regexp_replace(normalize(btrim(w.reason), NFKD), '[\u0300-\u036f]', '', 'g'), 'ß', 'SS')) AS key) k
ORDER BY w.company_id, k.key, w.created_at;--> statement-breakpoint
DROP TABLE "waste_reasons";--> statement-breakpoint
-- As before, and a reversal has the purpose of what it reverses.
CREATE OR REPLACE FUNCTION check_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE o ledger_entries;
BEGIN
  SELECT * INTO o FROM ledger_entries WHERE id = NEW.reverses_entry_id AND company_id = NEW.company_id;
  IF NOT FOUND OR o.reverses_entry_id IS NOT NULL
     OR o.quantity <> -NEW.quantity OR o.unit_cost <> NEW.unit_cost
     OR (o.type, o.ingredient_id, o.storage_unit_id, o.source, o.for_day) IS DISTINCT FROM (NEW.type, NEW.ingredient_id, NEW.storage_unit_id, NEW.source, coalesce(NEW.original_day, NEW.business_day))
     OR NEW.business_day < o.business_day
     OR (o.location_id, o.item_id, o.parent_item_id, o.purpose, o.count_id, o.revision) IS DISTINCT FROM (NEW.location_id, NEW.item_id, NEW.parent_item_id, NEW.purpose, NEW.count_id, NEW.revision) THEN
    RAISE EXCEPTION 'entry % does not exactly reverse %', NEW.id, NEW.reverses_entry_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- What entries are explained by is as fixed as they are (R25).
CREATE TRIGGER void_reason_versions_append_only BEFORE DELETE OR UPDATE OF id, company_id, reason_key, reason, outcome, version, effective_from, created_by, created_at
  ON void_reason_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER void_reason_versions_ends_once BEFORE UPDATE OF superseded_at ON void_reason_versions FOR EACH ROW
  WHEN (OLD.superseded_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER void_reason_versions_no_truncate BEFORE TRUNCATE ON void_reason_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
